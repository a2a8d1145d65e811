package dev.tallystick.consent.state;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/**
 * 503: the log cannot be written, or what it holds is not known here. Nothing is decided, and
 * nothing has happened.
 */
public final class AuditUnavailableProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final Duration SOON = Duration.ofSeconds(1);

  public AuditUnavailableProblem() {
    super(
        ProblemDocument.of(
                "AUDIT_UNAVAILABLE",
                503,
                "Log not available",
                "What cannot be recorded does not happen. Try the same again later.")
            .withRule("R64", null),
        SOON);
  }
}
