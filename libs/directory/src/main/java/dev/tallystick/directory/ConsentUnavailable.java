package dev.tallystick.directory;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** 503: consent-service does not answer, or not with something that proves itself. */
public final class ConsentUnavailable extends DomainProblem {
  private static final long serialVersionUID = 1L;

  /** A request that cannot go on without consent-service. */
  public ConsentUnavailable() {
    super(
        ProblemDocument.of(
            "CONSENT_UNAVAILABLE",
            503,
            "Consent service unavailable",
            "Parties and permissions cannot be asked for now, so nothing was done. Try again later."),
        Duration.ofSeconds(2));
  }
}
