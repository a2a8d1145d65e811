package dev.tallystick.vault.schema;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a schema is not to be had. */
abstract sealed class SchemaProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private SchemaProblem(ProblemDocument document) {
    super(document);
  }

  /** No such category has a schema of its own, or not in this version. */
  static final class Unknown extends SchemaProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "SCHEMA_UNKNOWN",
              404,
              "Unknown schema",
              "There is no schema of this category and version; GET /v1/schemas lists them."));
    }
  }
}
