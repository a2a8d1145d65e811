package dev.tallystick.consent.request;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.LogProblemCode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A consent that a person is asked for. */
record ConsentAskRequestJson(
    @NotNull @Pattern(regexp = FieldForms.SUBJECT) String subject,
    @NotNull @Pattern(regexp = FieldForms.CONSENT_KIND) String kind,
    @Pattern(regexp = FieldForms.PARTY) @Nullable String discloser,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String recipient,
    @NotNull @Pattern(regexp = FieldForms.CODE) String purpose,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @NotBlank @Size(max = 200) String method,
    @NotNull @Pattern(regexp = FieldForms.PERIOD) String retention,
    @NotNull Instant validUntil,
    @Min(1) @Nullable Long useLimit,
    @Size(max = 500) @Nullable String necessity,
    @Size(max = 500) @Nullable String impact,
    @Pattern(regexp = FieldForms.COUNTRY) @Nullable String country,
    @NotNull @Pattern(regexp = "ntc_" + FieldForms.UUID7) String notice) {

  private static final String SENSITIVE = "SENSITIVE";
  private static final String OUTBOUND = "OUTBOUND";

  /**
   * What is asked; refused if it does not tell what its kind has to tell, or tells what another
   * kind does, since nobody could agree to it.
   */
  ConsentAsk toAsk(String id, String by, long asOfSize, Instant now) {
    requireTold("necessity", necessity, SENSITIVE);
    requireTold("impact", impact, SENSITIVE);
    requireTold("country", country, OUTBOUND);
    return new ConsentAsk(
        id,
        by,
        subject,
        new ConsentAsk.Sides(kind, Optional.ofNullable(discloser), recipient),
        purpose,
        List.copyOf(new TreeSet<>(categories)),
        new ConsentAsk.Terms(method, retention, validUntil, Optional.ofNullable(useLimit)),
        new ConsentAsk.Told(
            Optional.ofNullable(necessity),
            Optional.ofNullable(impact),
            Optional.ofNullable(country)),
        notice,
        asOfSize,
        now);
  }

  private void requireTold(String field, @Nullable String told, String ofKind) {
    boolean isTold = told != null && !told.isBlank();
    if (isTold != kind.equals(ofKind)) {
      throw LogProblemCode.FIELD_INVALID.problem(field, "when-" + ofKind.toLowerCase(Locale.ROOT));
    }
  }
}
