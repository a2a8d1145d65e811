package dev.tallystick.vault.consent;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.problem.ProblemDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What consent-service has decided. */
public sealed interface Ruling {
  /**
   * It is allowed until {@code notAfter}, if none of the guards moves before it is logged.
   *
   * @param jws the decision, signed by consent-service, as it goes into the log
   * @param claims what the decision says
   * @param guards what the entry must rest on
   * @param advances what the entry must move
   */
  record Permit(
      String jws,
      JsonObject claims,
      Map<String, Long> guards,
      List<String> advances,
      Instant notAfter,
      List<String> categories,
      Optional<JsonArray> omitted,
      Optional<EncryptionKey> recipientKey,
      Optional<String> agreement)
      implements Ruling {
    @Override
    public String toString() {
      return "Permit[until " + notAfter + "]";
    }
  }

  /**
   * It is refused.
   *
   * @param status the HTTP status that goes with the code
   * @param auditEventId the entry that holds the denial
   */
  record Denied(
      String code,
      int status,
      Optional<String> ruleId,
      Optional<String> auditEventId,
      Optional<Long> auditIndex)
      implements Ruling {
    /** What the caller is told. */
    public ProblemDocument toProblem() {
      ProblemDocument problem =
          ProblemDocument.of(
              code,
              status,
              "Refused by a rule",
              ruleId.isPresent()
                  ? "A rule of the pack in force refuses this; it is in the log."
                  : "The request is refused.");
      if (ruleId.isPresent()) {
        problem = problem.withRule(ruleId.get(), null);
      }
      if (auditEventId.isPresent()) {
        problem = problem.withAudit(auditEventId.get(), auditIndex.orElse(null));
      }
      return problem;
    }
  }
}
