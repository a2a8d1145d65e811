package dev.tallystick.audit.indexroot;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** Why there is no page of index roots for now. */
abstract sealed class RootProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private RootProblem(ProblemDocument document) {
    super(document, Duration.ofSeconds(1));
  }

  /** 503: as many pages are being made as are made at once. */
  static final class Busy extends RootProblem {
    private static final long serialVersionUID = 1L;

    Busy() {
      super(
          ProblemDocument.of(
              "INDEX_ROOTS_BUSY",
              503,
              "Index roots busy",
              "As many pages of index roots are being made as are made at once. Ask again in a second."));
    }
  }
}
