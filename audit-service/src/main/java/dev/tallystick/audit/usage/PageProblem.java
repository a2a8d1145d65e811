package dev.tallystick.audit.usage;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a page cannot be turned to. */
public abstract sealed class PageProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private PageProblem(ProblemDocument document) {
    super(document);
  }

  /** 422: limit or cursor are none. */
  public static final class Invalid extends PageProblem {
    private static final long serialVersionUID = 1L;

    Invalid(String field, String rule) {
      super(
          ProblemDocument.of(
                  "PAGE_INVALID", 422, "Page refused", "There is no page of this limit or cursor.")
              .withField(field, rule));
    }
  }
}
