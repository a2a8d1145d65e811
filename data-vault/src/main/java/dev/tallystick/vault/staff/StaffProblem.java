package dev.tallystick.vault.staff;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a member of staff sees nothing. */
abstract sealed class StaffProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private StaffProblem(ProblemDocument document) {
    super(document);
  }

  /** Who looks, how, why and on which ticket must be said. */
  static final class PurposeRequired extends StaffProblem {
    private static final long serialVersionUID = 1L;

    PurposeRequired(String field) {
      super(
          ProblemDocument.of(
                  "STAFF_PURPOSE_REQUIRED",
                  403,
                  "Staff, manner, purpose and ticket",
                  "A read by staff says who looks, how, what for and on which ticket.")
              .withField(field, "named")
              .withRule("R52", null));
    }
  }
}
