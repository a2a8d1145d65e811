package dev.tallystick.consent.right;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about a right is refused, other than by a rule. */
public abstract sealed class RightProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private RightProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such request to this party. */
  public static final class Unknown extends RightProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "RIGHT_UNKNOWN", 404, "Request unknown", "Nobody has asked you for such a right."));
    }
  }

  /** 409: it was answered before. */
  public static final class Answered extends RightProblem {
    private static final long serialVersionUID = 1L;

    Answered() {
      super(
          ProblemDocument.of(
              "RIGHT_ANSWERED",
              409,
              "Answered before",
              "The request was granted or refused before; an answer is not changed."));
    }
  }

  /** 422: whose right it is does not go with who asks. */
  public static final class SubjectMismatch extends RightProblem {
    private static final long serialVersionUID = 1L;

    SubjectMismatch() {
      super(
          ProblemDocument.of(
                  "RIGHT_SUBJECT_MISMATCH",
                  422,
                  "Whose right",
                  "Who asks for themselves names nobody else; who acts for somebody names them.")
              .withField("subject", "fits-by"));
    }
  }
}
