package dev.tallystick.consent.explanation;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** 404: no such decision that concerns the caller, or none that is kept. */
public final class ExplanationProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  ExplanationProblem() {
    super(
        ProblemDocument.of(
            "DECISION_UNKNOWN",
            404,
            "Decision unknown",
            "There is no decision of this id that concerns you, or it is not kept any more."));
  }
}
