package dev.tallystick.consent.decision;

import dev.tallystick.consent.denial.Denial;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.Omission;
import dev.tallystick.rules.Step;
import dev.tallystick.rules.state.ConsentRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Writes a refused decision as the log records it. */
final class RefusedRelease {
  private RefusedRelease() {}

  /**
   * The refusal for the log. At RELEASE_1 the lender and both signed texts are internal, since the
   * platform reads the body.
   *
   * @param id of the decision, by which both sides and the person have it explained
   */
  static Denial denial(
      String id,
      Decision decision,
      DecisionRequest request,
      String signedRequest,
      String signedDecision) {
    Decision.Refusal refusal = decision.refusal().orElseThrow();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("step", request.step().name())
            .put("caller", request.caller())
            .put("from", request.from())
            .putIfPresent("to", request.to())
            .putIfPresent("purpose", request.what().purpose())
            .putIfPresent("endPurpose", request.what().endPurpose())
            .put("code", refusal.code())
            .put("ruleIds", JsonArray.ofStrings(ruleIds(decision, refusal)))
            .putIfPresent("pack", decision.basis().pack())
            .putIfPresent("label", request.label())
            .put("decisionId", id);
    putSet(data, "categories", request.what().categories());
    if (request.step() == Step.RELEASE_2) {
      data.putIfPresent("product", request.what().product());
    }
    if (!decision.granted().consents().isEmpty()) {
      data.put("consents", consents(decision.granted().consents()));
    }
    if (!decision.omitted().isEmpty()) {
      data.put("omitted", omitted(decision.omitted()));
    }
    JsonObject between =
        JsonObject.builder()
            .putIfPresent("endUser", request.parties().endUser())
            .putIfPresent("inquiry", request.chain().inquiry())
            .put("request", signedRequest)
            .put("decision", signedDecision)
            .build();
    return switch (request.step()) {
      case DEPOSIT -> new Denial(request.subject(), data.build(), Optional.empty());
      case RELEASE_1 -> new Denial(request.subject(), data.build(), Optional.of(between));
      default -> {
        between.forEach(data::put);
        yield new Denial(request.subject(), data.build(), Optional.empty());
      }
    };
  }

  private static List<String> ruleIds(Decision decision, Decision.Refusal refusal) {
    return decision.ruleIds().isEmpty() ? List.of(refusal.ruleId()) : decision.ruleIds();
  }

  private static void putSet(JsonObject.Builder data, String name, Collection<String> values) {
    if (!values.isEmpty()) {
      data.put(name, JsonArray.ofStrings(List.copyOf(new TreeSet<>(values))));
    }
  }

  private static JsonArray consents(List<ConsentRef> consents) {
    return JsonArray.of(
        consents.stream()
            .map(
                ref ->
                    JsonObject.builder().put("id", ref.id()).put("version", ref.version()).build())
            .toList());
  }

  private static JsonArray omitted(List<Omission> omitted) {
    return JsonArray.of(
        omitted.stream()
            .map(
                one ->
                    JsonObject.builder()
                        .put("category", one.category())
                        .put("code", one.code())
                        .build())
            .toList());
  }
}
