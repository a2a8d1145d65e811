package dev.tallystick.consent.record;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.PurposeObject;
import dev.tallystick.events.type.UseFrequency;
import dev.tallystick.rules.ConsentDraft;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A consent to be given. */
record ConsentRequestJson(
    @NotNull @Pattern(regexp = FieldForms.CONSENT_KIND) String kind,
    @Pattern(regexp = FieldForms.PARTY) @Nullable String discloser,
    @NotBlank @Size(max = 200) String recipient,
    @NotNull @Pattern(regexp = FieldForms.CODE) String purpose,
    @Valid @Nullable PurposeObjectJson purposeObject,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @NotBlank @Size(max = 200) String method,
    @NotNull @Pattern(regexp = FieldForms.PERIOD) String retention,
    @NotNull @Pattern(regexp = "ntc_" + FieldForms.UUID7) String notice,
    @Nullable Instant validFrom,
    @NotNull Instant validUntil,
    @Min(1) @Nullable Long useLimit,
    @Valid @Nullable FrequencyJson frequency,
    @Pattern(regexp = "con_" + FieldForms.UUID7) @Nullable String modifies,
    @Pattern(regexp = "ELECTRONIC_WRITTEN|EXPLICIT|WRITTEN") @Nullable String form,
    @Nullable Boolean adverseConsequencesTold,
    @Size(max = 500) @Nullable String necessity,
    @Size(max = 500) @Nullable String impact,
    @Pattern(regexp = FieldForms.COUNTRY) @Nullable String country,
    @Pattern(regexp = FieldForms.COUNTRY) @Nullable String jurisdiction,
    @Nullable Boolean conditionalOnService,
    @Nullable Boolean necessary,
    @Size(max = 500) @Nullable String conditionReason,
    @Pattern(regexp = FieldForms.SUBJECT) @Nullable String onBehalfOf) {

  /** What the purpose is about. */
  record PurposeObjectJson(
      @NotNull @Pattern(
              regexp =
                  "APPLICATION|CASE|CONTRACT|FIRM|GUARANTEE|INSTRUCTION|LEGAL_BASIS|LINE|LOAN"
                      + "|OBJECTION|SESSION")
          String kind,
      @NotNull @Pattern(regexp = FieldForms.REF) String ref) {}

  /** At most so many uses in a window. */
  record FrequencyJson(
      @NotNull @Min(1) Long count, @NotNull @Pattern(regexp = FieldForms.PERIOD) String window) {}

  NewConsent toConsent(Instant now, NewConsent.Origin origin) {
    return new NewConsent(
        kind,
        Optional.ofNullable(discloser),
        recipient,
        purpose,
        Optional.ofNullable(purposeObject)
            .map(object -> new PurposeObject(PurposeObject.Kind.of(object.kind()), object.ref())),
        new TreeSet<>(categories),
        new NewConsent.Terms(
            method,
            retention,
            form == null ? "ELECTRONIC_WRITTEN" : form,
            validFrom == null ? now : validFrom,
            validUntil,
            Optional.ofNullable(useLimit),
            Optional.ofNullable(frequency)
                .map(limit -> new UseFrequency(limit.count(), limit.window())),
            Optional.ofNullable(modifies)),
        new NewConsent.Told(
            notice,
            Boolean.TRUE.equals(adverseConsequencesTold),
            Optional.ofNullable(necessity),
            Optional.ofNullable(impact),
            Optional.ofNullable(country),
            jurisdiction == null ? "CN" : jurisdiction),
        new ConsentDraft.Conditions(
            Boolean.TRUE.equals(conditionalOnService),
            Boolean.TRUE.equals(necessary),
            Optional.ofNullable(conditionReason)),
        origin);
  }
}
