package dev.tallystick.caller;

import dev.tallystick.problem.DomainProblem;

/** Why a known caller may not speak for somebody. */
public abstract sealed class CallerProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private CallerProblem(String code, String title, String detail) {
    super(code, 403, title, detail);
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
