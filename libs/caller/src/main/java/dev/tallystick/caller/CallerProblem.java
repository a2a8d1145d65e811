package dev.tallystick.caller;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a known caller may not speak for somebody. */
public abstract sealed class CallerProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private CallerProblem(String code, String title, String detail) {
    super(code, 403, title, detail);
  }

  private CallerProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: a clerk does not say how, what for or on which ticket they look (R52). */
  public static final class StaffPurposeRequired extends CallerProblem {
    private static final long serialVersionUID = 1L;

    /** Refuses for the lack of a reason. */
    public StaffPurposeRequired(String field) {
      super(
          ProblemDocument.of(
                  "STAFF_PURPOSE_REQUIRED",
                  403,
                  "Staff, manner, purpose and ticket",
                  "A read by staff says who looks, how, what for and on which ticket.")
              .withField(field, "named")
              .withRule("R52", null));
    }
  }

  /** 403: the token speaks for another party, or for none. */
  public static final class NotYourParty extends CallerProblem {
    private static final long serialVersionUID = 1L;

    NotYourParty() {
      super("NOT_YOUR_PARTY", "Not your party", "Your token does not speak for this party.");
    }
  }

  /** 403: the token speaks for no person. */
  public static final class NoSubject extends CallerProblem {
    private static final long serialVersionUID = 1L;

    NoSubject() {
      super("SUBJECT_REQUIRED", "Not a person's token", "Your token does not speak for a person.");
    }
  }

  /** 403: the token is a clerk's, and the act is the party's own. */
  public static final class NotForStaff extends CallerProblem {
    private static final long serialVersionUID = 1L;

    NotForStaff() {
      super(
          "NOT_FOR_STAFF",
          "Not for clerks",
          "The party's own systems do this, not the account of one of its clerks.");
    }
  }
}
