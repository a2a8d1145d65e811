package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.Problem;
import java.util.Optional;

/** A service has refused a request, with a problem (RFC 9457) that says why. */
public final class RefusedException extends Exception {
  private final int status;
  private final transient JsonObject problem;

  RefusedException(int status, JsonObject problem) {
    super(status + message(new Problem.Partial(problem)));
    this.status = status;
    this.problem = problem;
  }

  private static String message(Problem.Partial problem) {
    return problem.code().map(code -> " " + code).orElse("")
        + problem.ruleId().map(rule -> " by " + rule).orElse("")
        + problem.detail().map(detail -> ": " + detail).orElse("");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The stable code of the refusal; empty if the answer has none. */
  public String code() {
    return new Problem.Partial(problem).code().orElse("");
  }

  /** The rule that refuses, if a rule does. */
  public Optional<String> ruleId() {
    return new Problem.Partial(problem).ruleId();
  }

  /** The log's entry of the refusal, if it is logged. */
  public Optional<String> auditEventId() {
    return new Problem.Partial(problem).auditEventId();
  }

  /** The whole problem document; empty if the answer was none. */
  public JsonObject problem() {
    return problem;
  }
}
