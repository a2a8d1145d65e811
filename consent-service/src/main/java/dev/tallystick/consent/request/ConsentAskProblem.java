package dev.tallystick.consent.request;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a request for a consent, or its answer, is refused other than by a rule. */
public abstract sealed class ConsentAskProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ConsentAskProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: the party is no side of what it asks for. */
  public static final class OfOthers extends ConsentAskProblem {
    private static final long serialVersionUID = 1L;

    OfOthers() {
      super(
          ProblemDocument.of(
              "CONSENT_REQUEST_OF_OTHERS",
              403,
              "Not yours to ask",
              "A party asks for consents in which it is discloser or recipient, on a notice of its"
                  + " own that tells of the same."));
    }
  }

  /** 404: nobody has asked this person that. */
  public static final class Unknown extends ConsentAskProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "CONSENT_REQUEST_UNKNOWN",
              404,
              "Request unknown",
              "There is no such request for you that you have not answered."));
    }
  }
}
