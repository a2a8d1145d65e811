package dev.tallystick.consent.stop;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a freeze is not lifted. */
public final class FreezeProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  FreezeProblem() {
    super(
        ProblemDocument.of(
            "NOT_FROZEN", 409, "Nothing frozen", "There is no freeze to be lifted."));
  }
}
