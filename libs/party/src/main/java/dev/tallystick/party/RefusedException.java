package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;

/** A service has refused a request, with a problem (RFC 9457) that says why. */
public final class RefusedException extends Exception {
  private final int status;
  private final transient JsonObject problem;

  RefusedException(int status, JsonObject problem) {
    super(
        status
            + problem.findString("code").map(code -> " " + code).orElse("")
            + problem.findString("ruleId").map(rule -> " by " + rule).orElse("")
            + problem.findString("detail").map(detail -> ": " + detail).orElse(""));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The stable code of the refusal; empty if the answer has none. */
  public String code() {
    return problem.findString("code").orElse("");
  }

  /** The rule that refuses, if a rule does. */
  public Optional<String> ruleId() {
    return problem.findString("ruleId");
  }

  /** The log's entry of the refusal, if it is logged. */
  public Optional<String> auditEventId() {
    return problem.findString("auditEventId");
  }

  /** The whole problem document; empty if the answer was none. */
  public JsonObject problem() {
    return problem;
  }
}
