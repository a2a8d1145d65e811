package dev.tallystick.audit.access;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why somebody may not read what they ask for. */
public abstract sealed class AccessProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private AccessProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: it is about somebody else, or the account stands for no person. */
  public static final class NotTheSubject extends AccessProblem {
    private static final long serialVersionUID = 1L;

    /** A refusal of a person. */
    public NotTheSubject() {
      super(
          ProblemDocument.of(
                  "NOT_THE_SUBJECT",
                  403,
                  "Not the subject",
                  "You may see what the log has about you, and nothing about others.")
              .withRule("R41", null));
    }
  }

  /** 403: it is another party's. */
  public static final class NotYourParty extends AccessProblem {
    private static final long serialVersionUID = 1L;

    /** A refusal of a party. */
    public NotYourParty() {
      super(
          ProblemDocument.of(
              "NOT_YOUR_PARTY",
              403,
              "Not your party",
              "You may see what your party gave, received or was told, and nothing of others."));
    }
  }

  /** 403: the auditor has no engagement, or none that covers it. */
  public static final class OutOfScope extends AccessProblem {
    private static final long serialVersionUID = 1L;

    /** A refusal of an auditor. */
    public OutOfScope() {
      super(
          ProblemDocument.of(
                  "OUT_OF_AUDIT_SCOPE",
                  403,
                  "Out of audit scope",
                  "Your account has no engagement (audit_scope) that covers this.")
              .withRule("R66", null));
    }
  }
}
