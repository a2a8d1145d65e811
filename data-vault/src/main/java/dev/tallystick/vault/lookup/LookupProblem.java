package dev.tallystick.vault.lookup;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a party's own records are not looked through. */
abstract sealed class LookupProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private LookupProblem(ProblemDocument document) {
    super(document);
  }

  /** No schema of the category has the field among its indexed ones. */
  static final class NotIndexed extends LookupProblem {
    private static final long serialVersionUID = 1L;

    NotIndexed() {
      super(
          ProblemDocument.of(
                  "LOOKUP_FIELD_NOT_INDEXED",
                  422,
                  "Not an indexed field",
                  "The category's schema at /v1/schemas says in x-tallystick-indexed by which fields"
                      + " records are found.")
              .withField("field", "indexed"));
    }
  }
}
