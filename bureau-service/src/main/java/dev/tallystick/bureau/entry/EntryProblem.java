package dev.tallystick.bureau.entry;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why nothing was recorded, or what was recorded instead. */
public abstract sealed class EntryProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private EntryProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 503: what is released or published must be in the log first (R64). */
  public static final class AuditUnavailable extends EntryProblem {
    private static final long serialVersionUID = 1L;

    /** A request that cannot go on without the log. */
    public AuditUnavailable() {
      super(
          ProblemDocument.of(
                  "AUDIT_UNAVAILABLE",
                  503,
                  "Log unavailable",
                  "What is released or published must be in the log first, and it cannot be written now.")
              .withRule("R64", null),
          Duration.ofSeconds(2));
    }
  }

  /** A refusal by a rule, with the entry that holds it. */
  static final class Denied extends EntryProblem {
    private static final long serialVersionUID = 1L;

    Denied(ProblemDocument refusal, String eventId, long index) {
      super(refusal.withAudit(eventId, index), null);
    }
  }
}
