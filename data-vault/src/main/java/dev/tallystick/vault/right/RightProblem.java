package dev.tallystick.vault.right;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a right is not granted as it was asked for. */
abstract sealed class RightProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private RightProblem(ProblemDocument document) {
    super(document);
  }

  /** Who asks has not proved lately who they are. */
  static final class IdentityNotVerified extends RightProblem {
    private static final long serialVersionUID = 1L;

    IdentityNotVerified() {
      super(
          ProblemDocument.of(
                  "IDENTITY_NOT_VERIFIED",
                  403,
                  "Identity not verified",
                  "To carry records away, log in again: it must be fresh who asks.")
              .withRule("R45", null));
    }
  }
}
