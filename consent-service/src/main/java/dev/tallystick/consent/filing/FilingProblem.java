package dev.tallystick.consent.filing;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something that a party files about itself is refused. */
public abstract sealed class FilingProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private FilingProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: another role files plans of this kind. */
  public static final class NotYours extends FilingProblem {
    private static final long serialVersionUID = 1L;

    NotYours() {
      super(
          ProblemDocument.of(
              "FILING_NOT_YOURS",
              403,
              "Not yours to file",
              "A bureau files what it collects, a lender with whom it works; an id is that of an"
                  + " earlier filing of your own."));
    }
  }
}
