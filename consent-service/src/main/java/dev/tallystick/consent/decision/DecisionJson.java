package dev.tallystick.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.rules.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision, signed, with what the asking service needs of it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DecisionJson(
    String outcome,
    String decision,
    @Nullable String code,
    @Nullable String ruleId,
    @Nullable String rulePack,
    @Nullable Integer status,
    @Nullable String auditEventId,
    @Nullable Long auditIndex,
    @JsonRawValue @Nullable String recipientKey,
    @Nullable String agreement,
    @Nullable FeeJson fee,
    List<OmissionJson> omitted) {

  /** A category left out, and the refusal it would have been. */
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
