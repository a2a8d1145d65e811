package dev.tallystick.rules.audit;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.Replay;
import dev.tallystick.rules.document.DecisionClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a decision and its replay differ, in words that name nobody. */
final class Difference {
  private Difference() {}

  /** The claims that differ; and both outcomes, each with its rule, where they are not the same. */
  static List<String> told(JsonObject claims, Replay.Result result) {
    List<String> told = new ArrayList<>(result.differences());
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    String signed = outcome(claimed.outcome().orElse(""), claimed.ruleId().orElse(""));
    String replayed = outcome(result.replayed());
    if (!signed.equals(replayed)) {
      told.add(
          "%s signed %s at %s as of size %d, where the rules say %s"
              .formatted(
                  claimed.step().orElse(""),
                  signed,
                  claimed.instant().map(Instant::toEpochMilli).map(Timestamps::format).orElse(""),
                  claimed.asOfSize().orElse(-1),
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
}
