package dev.tallystick.audit.opening;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a bulk read of openings is refused. */
public abstract sealed class OpeningProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private OpeningProblem(ProblemDocument document) {
    super(document);
  }

  /** 422: the range is not one. */
  public static final class RangeInvalid extends OpeningProblem {
    private static final long serialVersionUID = 1L;

    RangeInvalid(String field, String rule) {
      super(
          ProblemDocument.of(
                  "RANGE_INVALID", 422, "Range refused", "The range of log indexes cannot be read.")
              .withField(field, rule));
    }
  }
}
