package dev.tallystick.audit.problem;

import dev.tallystick.events.EventCode;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal of audit-service. What is refused is neither stored nor logged. */
public final class AuditProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private final @Nullable Long asOfMillis;

  private AuditProblem(
      ProblemDocument document, @Nullable Duration retryAfter, @Nullable Long asOfMillis) {
    super(document, retryAfter);
    this.asOfMillis = asOfMillis;
  }

  private static AuditProblem of(AuditProblemCode code, ProblemDocument document) {
    return new AuditProblem(document, code.retryAfter().orElse(null), null);
  }

  /** A refusal in the words of its code. */
  public static AuditProblem of(AuditProblemCode code) {
    return of(code, code.document());
  }

  /** A refusal in words of its own. */
  public static AuditProblem ofDetail(AuditProblemCode code, String detail) {
    return of(code, code.document().withDetail(detail));
  }

  /** A refusal that names the field and the rule it breaks. */
  public static AuditProblem ofField(AuditProblemCode code, String field, String rule) {
    return of(code, code.document().withField(field, rule));
  }

  /** The same in words of its own. */
  public static AuditProblem ofField(
      AuditProblemCode code, String field, String rule, String detail) {
    return of(code, code.document().withDetail(detail).withField(field, rule));
  }

  /** A refusal by a rule, of which the log has this entry. */
  public static AuditProblem refusedByRule(
      AuditProblemCode code, String ruleId, EventId entry, long index) {
    return of(code, code.document().withRule(ruleId, null).withAudit(entry.toString(), index));
  }

  /** Nothing is recorded while the log's clock cannot be trusted. */
  public static AuditProblem clockUnsafe() {
    return new AuditProblem(
        AuditProblemCode.LOG_CLOCK_UNSAFE
            .document()
            .withDetail(
                "The log's clock disagrees with its own past or with its database; nothing is recorded until it is set."),
        Duration.ofSeconds(30),
        null);
  }

  /** Not logged, and whatever is logged from now on is recorded at {@code asOfMillis} or later. */
  public static AuditProblem notLogged(long asOfMillis) {
    return new AuditProblem(
        AuditProblemCode.ENTRY_UNKNOWN
            .document()
            .withDetail(
                "The log has no such entry. If it is logged yet, its recordedMillis will be asOfMillis or later."),
        null,
        asOfMillis);
  }

  /**
   * The event breaks a rule of its form or its type, under a code of {@link EventCode}: 400 for
   * what is no JSON, else 422; field and rule are named.
   */
  public static AuditProblem of(InvalidEventException e) {
    // Who may append a type is part of the type, but to the caller it is a question of rights.
    if (e.code() == EventCode.FIELD_INVALID && e.field().equals("body.source")) {
      return ofField(
          AuditProblemCode.TYPE_NOT_ALLOWED,
          "body.source",
          "the source is one of the type's appenders");
    }
    return new AuditProblem(
        ProblemDocument.of(
                e.code().name(),
                e.code().name().startsWith("MALFORMED") ? 400 : 422,
                "Event refused",
                "The event is not in the form that the log records; nothing was logged.")
            .withField(e.field(), e.rule()),
        null,
        null);
  }

  /**
   * The signed text of an acknowledgement does not hold; code and status are those of statements.
   */
  public static AuditProblem of(InvalidStatementException e) {
    return new AuditProblem(
        ProblemDocument.of(
                e.refusal().name(),
                e.refusal().status(),
                "Statement refused",
                "The signed statement does not hold; nothing was logged.")
            .withField(
                e.field().map(f -> "acknowledgement." + f).orElse("acknowledgement"), e.rule()),
        null,
        null);
  }

  /** Whether this is a refusal of that code. */
  public boolean is(AuditProblemCode code) {
    return code().equals(code.name());
  }

  @Override
  public Map<String, String> extensions() {
    return asOfMillis == null ? Map.of() : Map.of("asOfMillis", asOfMillis.toString());
  }
}
