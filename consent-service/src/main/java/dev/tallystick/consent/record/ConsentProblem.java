package dev.tallystick.consent.record;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about a consent is refused, other than by a rule. */
public abstract sealed class ConsentProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ConsentProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such consent of this person. */
  public static final class Unknown extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "CONSENT_UNKNOWN", 404, "Consent unknown", "You have given no such consent."));
    }
  }

  /** 403: the caller is not the guardian of this person. */
  public static final class NoGuardian extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    NoGuardian() {
      super(
          ProblemDocument.of(
                  "GUARDIANSHIP_UNKNOWN",
                  403,
                  "No guardian",
                  "The identity provider does not know you as this person's guardian.")
              .withField("onBehalfOf", "ward-of-the-caller"));
    }
  }

  /** 422: the party has signed something else. */
  public static final class SignedOther extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    SignedOther(String field) {
      super(
          ProblemDocument.of(
                  "COLLECTED_CONSENT_DIFFERS",
                  422,
                  "Something else was signed",
                  "The party's signed statement does not cover the consent that it presents.")
              .withField(field, "as-signed"));
    }
  }

  /** 409: a withdrawn consent has no further version. */
  public static final class Ended extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    Ended() {
      super(
          ProblemDocument.of(
              "CONSENT_ENDED",
              409,
              "Consent has ended",
              "The consent was withdrawn. Give a new one."));
    }
  }

  /** 409: another kind, or between others. */
  public static final class OfOthers extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    OfOthers() {
      super(
          ProblemDocument.of(
              "CONSENT_OF_OTHERS",
              409,
              "Another consent",
              "A new version has the kind, the discloser and the recipient of the one before."));
    }
  }

  /** 422: the person was shown something else. */
  public static final class NoticeDiffers extends ConsentProblem {
    private static final long serialVersionUID = 1L;

    NoticeDiffers(String field) {
      super(
          ProblemDocument.of(
                  "NOTICE_DIFFERS",
                  422,
                  "Notice tells something else",
                  "The consent goes beyond what the notice tells, or beside it.")
              .withField(field, "as-told"));
    }
  }
}
