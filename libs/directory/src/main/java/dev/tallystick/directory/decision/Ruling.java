package dev.tallystick.directory.decision;

import dev.tallystick.directory.document.DecidedGuard;
import dev.tallystick.directory.document.DecisionAnswer;
import dev.tallystick.directory.document.SignedDecision;
import dev.tallystick.directory.document.ToldDenial;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.Omission;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.problem.ProblemDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What consent-service has decided. */
public sealed interface Ruling {
  /**
   * It is allowed until {@code notAfter}, if none of the guards moves before it is logged.
   *
   * @param jws the decision, signed by consent-service, as it goes into the log
   * @param consents what it rests on; none where the pack opens the edge by law
   * @param guards what the entry must rest on
   * @param advances what the entry must move
   * @param recipientKey what is released is sealed to it
   * @param fee of the published tariff; 0 with {@code dedupOf} if it was charged today already
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
      Optional<String> agreement,
      Optional<ReleaseFee> fee)
      implements Ruling {
    static Permit of(String jws, SignedDecision decision, Optional<EncryptionKey> recipientKey) {
      Map<String, Long> guards = new TreeMap<>();
      for (DecidedGuard guard : decision.guards()) {
        guards.put(guard.key(), guard.version());
      }
      return new Permit(
          jws,
          decision.consents(),
          guards,
          decision.advances(),
          decision.notAfter(),
          decision.categories(),
          decision.omitted(),
          recipientKey,
          decision.agreement(),
          decision.fee());
    }

    @Override
    public String toString() {
      return "Permit[until " + notAfter + "]";
    }
  }

  /**
   * It is refused.
   *
   * @param status the HTTP status that goes with the code
   * @param pack the id of the rule pack
   * @param auditEventId the entry that holds the denial
   * @param omitted the categories that would have been left out, as consent-service tells them
   */
  record Denied(
      String code,
      int status,
      Optional<String> ruleId,
      Optional<String> pack,
      Optional<String> auditEventId,
      OptionalLong auditIndex,
      List<JsonObject> omitted)
      implements Ruling {
    private static final int FORBIDDEN = 403;

    static Denied of(DecisionAnswer answer, Optional<String> pack) {
      long status = answer.status().orElse(FORBIDDEN);
      return new Denied(
          answer.code().orElse("DENIED"),
          status >= 400 && status < 500 ? (int) status : FORBIDDEN,
          answer.ruleId(),
          pack,
          answer.auditEventId(),
          answer.auditIndex(),
          answer.omitted());
    }

    /** A refusal that no rule pack and no entry stands behind. */
    public static Denied of(String code, int status) {
      return new Denied(
          code,
          status,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          List.of());
    }

    /** A denial as {@link #toJson} tells it, or a problem of consent-service does. */
    public static Denied read(JsonObject json, int status) {
      ToldDenial denial = ToldDenial.read(json);
      return new Denied(
          denial.code(),
          status,
          denial.ruleId(),
          Optional.empty(),
          denial.auditEventId(),
          denial.auditIndex(),
          List.of());
    }

    /** The members of a denial, but for its status. */
    public JsonObject toJson() {
      return new ToldDenial(code, ruleId, auditEventId, auditIndex).toJson();
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
        problem = problem.withRule(ruleId.get(), pack.orElse(null));
      }
      if (auditEventId.isPresent()) {
        problem =
            problem.withAudit(
                auditEventId.get(), auditIndex.isPresent() ? auditIndex.getAsLong() : null);
      }
      return problem;
    }
  }
}
