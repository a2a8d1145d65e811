package dev.tallystick.vault.leak;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why nothing is traced. */
abstract sealed class LeakProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private LeakProblem(ProblemDocument document) {
    super(document);
  }

  /** A row says nothing, or of nobody. */
  static final class RowInvalid extends LeakProblem {
    private static final long serialVersionUID = 1L;

    RowInvalid(int row, String field) {
      super(
          ProblemDocument.of(
                  "LEAKED_ROW_INVALID",
                  422,
                  "Not a leaked row",
                  "A row names a person by one identifier or token, and has at least one field in"
                      + " the log's data model.")
              .withField("rows[" + row + "]." + field, "form"));
    }
  }

  /** The token has no engagement. */
  static final class OutOfScope extends LeakProblem {
    private static final long serialVersionUID = 1L;

    OutOfScope() {
      super(
          ProblemDocument.of(
                  "OUT_OF_AUDIT_SCOPE",
                  403,
                  "Out of audit scope",
                  "The token names no party that the engagement covers.")
              .withRule("R66", null));
    }
  }
}
