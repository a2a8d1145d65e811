package dev.tallystick.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.rules.Decision;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision, signed, with what the asking service needs of it. */
@Schema(name = "Decision")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DecisionJson(
    @Schema(enumeration = {"PERMIT", "DENY"}) String outcome,
    @Schema(description = "The decision as a compact JWS of the type decision+jws.")
        String decision,
    @Schema(description = "Of a refusal.") @Nullable String code,
    @Schema(description = "Of a refusal: the rule that refuses.") @Nullable String ruleId,
    @Schema(description = "The pack that has decided.") @Nullable String rulePack,
    @Schema(description = "Of a refusal: the HTTP status to answer with.") @Nullable Integer status,
    @Schema(description = "Of a refusal: the event that holds it.") @Nullable String auditEventId,
    @Schema(description = "Of a refusal: the index of that event.") @Nullable Long auditIndex,
    @Schema(type = SchemaType.OBJECT, description = "The key to seal to, as a JWK.") @JsonRawValue
        @Nullable String recipientKey,
    @Schema(description = "The agreement that it rests on.") @Nullable String agreement,
    @Nullable FeeJson fee,
    @Schema(description = "Categories left out.") List<OmissionJson> omitted) {

  /** A category left out, and the refusal it would have been. */
  @Schema(name = "Omission")
  record OmissionJson(String category, String code, String ruleId) {}

  static DecisionJson of(Decided decided) {
    Decision decision = decided.decision();
    Optional<DenialEntry> denial = decided.denial();
    return new DecisionJson(
        decision.outcome().name(),
        decided.jws(),
        decision.code().orElse(null),
        decision.ruleId().orElse(null),
        decision.basis().pack().orElse(null),
        decision.refusal().map(Decision.Refusal::status).orElse(null),
        denial.map(entry -> entry.event().toString()).orElse(null),
        denial.map(DenialEntry::index).orElse(null),
        decision.granted().recipientKey().map(key -> CanonicalJson.text(key.jwk())).orElse(null),
        decision.granted().agreement().orElse(null),
        decision.granted().fee().map(FeeJson::of).orElse(null),
        decision.omitted().stream()
            .map(one -> new OmissionJson(one.category(), one.code(), one.ruleId()))
            .toList());
  }
}
