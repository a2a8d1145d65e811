package dev.tallystick.consent.notice;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about a notice is refused. */
public abstract sealed class NoticeProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private NoticeProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such notice, or it is for somebody else. */
  public static final class Unknown extends NoticeProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "NOTICE_UNKNOWN", 404, "Notice unknown", "There is no such notice for you."));
    }
  }

  /** 403: a party presents notices on data that it gives or gets. */
  public static final class OfOthers extends NoticeProblem {
    private static final long serialVersionUID = 1L;

    OfOthers() {
      super(
          ProblemDocument.of(
              "NOTICE_OF_OTHERS",
              403,
              "Notice of others",
              "A party's notice names it as discloser or recipient."));
    }
  }
}
