package dev.tallystick.consent.state;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.LogProblemCode;
import java.time.Duration;

/**
 * 503: the log cannot be written, or what it holds is not known here. Nothing is decided, and
 * nothing has happened. A class of its own, because callers catch it.
 */
public final class AuditUnavailableProblem extends ConsentProblem {
  private static final long serialVersionUID = 1L;
  private static final Duration SOON = Duration.ofSeconds(1);

  public AuditUnavailableProblem() {
    super(LogProblemCode.AUDIT_UNAVAILABLE.document().withRule("R64", null), SOON);
  }
}
