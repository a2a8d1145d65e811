package dev.tallystick.vault.consent;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.Omission;
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
   * @param consents what it rests on; none where the pack opens the edge by law
   * @param guards what the entry must rest on
   * @param advances what the entry must move
   */
  record Permit(
      String jws,
      List<ConsentRef> consents,
      Map<String, Long> guards,
      List<String> advances,
      Instant notAfter,
      List<String> categories,
      List<Omission> omitted,
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
    /** A denial as {@link #toJson} tells it, or a problem of consent-service does. */
    public static Denied read(JsonObject json, int status) {
      return new Denied(
          json.getString("code"),
          status,
          json.findString("ruleId"),
          json.findString("auditEventId"),
          json.findInteger("auditIndex"));
    }

    /** The members of a denial, but for its status. */
    public JsonObject toJson() {
      JsonObject.Builder json =
          JsonObject.builder()
              .put("code", code)
              .putIfPresent("ruleId", ruleId)
              .putIfPresent("auditEventId", auditEventId);
      auditIndex.ifPresent(index -> json.put("auditIndex", index));
      return json.build();
    }

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
