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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A consent to be given. */
@Schema(name = "ConsentRequest")
record ConsentRequestJson(
    @NotNull @Pattern(regexp = FieldForms.CONSENT_KIND) String kind,
    @Pattern(regexp = FieldForms.PARTY) @Nullable String discloser,
    @Schema(description = "One recipient, by its party id.") @NotBlank @Size(max = 200) String recipient,
    @Schema(description = "One purpose.") @NotNull @Pattern(regexp = FieldForms.CODE) String purpose,
    @Valid @Nullable PurposeObjectJson purposeObject,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @NotBlank @Size(max = 200) String method,
    @NotNull @Pattern(regexp = FieldForms.PERIOD) String retention,
    @Schema(description = "The notice that was shown.")
        @NotNull @Pattern(regexp = "ntc_" + FieldForms.UUID7) String notice,
    @Schema(description = "At once if absent.") @Nullable Instant validFrom,
    @NotNull Instant validUntil,
    @Min(1) @Nullable Long useLimit,
    @Valid @Nullable FrequencyJson frequency,
    @Schema(description = "The consent that this one modifies.")
        @Pattern(regexp = "con_" + FieldForms.UUID7) @Nullable String modifies,
    @Schema(description = "ELECTRONIC_WRITTEN if absent.")
        @Pattern(regexp = "ELECTRONIC_WRITTEN|EXPLICIT|WRITTEN") @Nullable String form,
    @Schema(description = "Of WRITTEN_FINANCIAL.") @Nullable Boolean adverseConsequencesTold,
    @Schema(description = "Of SENSITIVE: why it is needed.") @Size(max = 500) @Nullable String necessity,
    @Schema(description = "Of SENSITIVE: what it means for the person.") @Size(max = 500) @Nullable String impact,
    @Schema(description = "Of OUTBOUND: the recipient's country.")
        @Pattern(regexp = FieldForms.COUNTRY) @Nullable String country,
    @Schema(description = "Whose law; CN if absent.") @Pattern(regexp = FieldForms.COUNTRY) @Nullable String jurisdiction,
    @Schema(description = "Whether a service is made to depend on it (R13).")
        @Nullable Boolean conditionalOnService,
    @Schema(description = "Whether that service cannot do without it.") @Nullable Boolean necessary,
    @Schema(description = "Why it cannot.") @Size(max = 500) @Nullable String conditionReason,
    @Schema(description = "The ward for whom a guardian gives it (R23).")
        @Pattern(regexp = FieldForms.SUBJECT) @Nullable String onBehalfOf) {

  /** What the purpose is about. */
  @Schema(name = "ConsentPurposeObject")
  record PurposeObjectJson(
      @NotNull @Pattern(
              regexp =
                  "APPLICATION|CASE|CONTRACT|FIRM|GUARANTEE|INSTRUCTION|LEGAL_BASIS|LINE|LOAN"
                      + "|OBJECTION|SESSION")
          String kind,
      @NotNull @Pattern(regexp = FieldForms.REF) String ref) {}

  /** At most so many uses in a window. */
  @Schema(name = "Frequency")
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
