package dev.tallystick.vault.consent;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why there is no permit. */
public abstract sealed class ConsentProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final Duration SOON = Duration.ofSeconds(2);

  private ConsentProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** The log cannot be written or read, so nothing that must be in it may happen. */
  public static final class AuditUnavailable extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable() {
      super(
          ProblemDocument.of(
              "AUDIT_UNAVAILABLE",
              503,
              "The log is away",
              "What cannot be recorded does not happen: nothing was handed over. Try again later"
                  + " with the same Idempotency-Key."),
          SOON);
    }
  }

  /** A rule of the pack in force refuses, or consent-service refuses the request itself. */
  public static final class Refused extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    public Refused(Ruling.Denied denial) {
      super(denial.toProblem(), null);
    }
  }
}
