package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.Problem;
import java.time.Duration;
import java.util.Optional;

/** A service has refused a request, with a problem (RFC 9457) that says why. */
public final class RefusedException extends Exception {
  private final int status;
  private final transient JsonObject problem;
  private final transient Optional<Duration> retryAfter;

  RefusedException(int status, JsonObject problem, Optional<Duration> retryAfter) {
    super(
        status
            + message(new Problem.Partial(problem))
            + retryAfter.map(wait -> " (again in " + wait.toSeconds() + " s)").orElse(""));
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
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

  /** How long the service wants to be left alone, if it says so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The whole problem document; empty if the answer was none. */
  public JsonObject problem() {
    return problem;
  }
}
