package dev.tallystick.vault.erasure;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why nothing is erased. */
abstract sealed class ErasureProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ErasureProblem(ProblemDocument document) {
    super(document);
  }

  /** All that there is must be kept for now; it is restricted. */
  static final class RetentionHold extends ErasureProblem {
    private static final long serialVersionUID = 1L;

    RetentionHold() {
      super(
          ProblemDocument.of(
                  "RETENTION_HOLD",
                  409,
                  "Must be kept",
                  "A law still holds everything that this party has deposited. It is kept and used"
                      + " no more, and goes when its term is over.")
              .withRule("R43", null));
    }
  }
}
