package dev.tallystick.rules.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.Replay;
import java.util.ArrayList;
import java.util.List;

/** How a decision and its replay differ, in words that name nobody. */
final class Difference {
  private Difference() {}

  /** The claims that differ; and both outcomes, each with its rule, where they are not the same. */
  static List<String> told(JsonObject claims, Replay.Result result) {
    List<String> told = new ArrayList<>(result.differences());
    String signed = outcome(text(claims, "outcome"), text(claims, "ruleId"));
    String replayed = outcome(result.replayed());
    if (!signed.equals(replayed)) {
      told.add(
          "%s signed %s at %s as of size %d, where the rules say %s"
              .formatted(
                  text(claims, "step"),
                  signed,
                  text(claims, "instant"),
                  claims.findInteger("asOfSize").orElse(-1L),
                  replayed));
    }
    return told;
  }

  private static String outcome(Decision decision) {
    return outcome(
        decision.outcome().name(), decision.refusal().map(Decision.Refusal::ruleId).orElse(""));
  }

  private static String outcome(String outcome, String ruleId) {
    return ruleId.isEmpty() ? outcome : outcome + " by " + ruleId;
  }

  private static String text(JsonObject claims, String name) {
    return claims.findString(name).orElse("");
  }
}
