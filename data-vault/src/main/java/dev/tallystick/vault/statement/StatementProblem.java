package dev.tallystick.vault.statement;

import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a signed request is not taken. */
public abstract sealed class StatementProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private StatementProblem(ProblemDocument document) {
    super(document);
  }

  /** The statement does not hold; the codes are the same in the whole suite. */
  public static final class Invalid extends StatementProblem {
    private static final long serialVersionUID = 1L;

    public Invalid(InvalidStatementException refusal) {
      this(refusal.refusal(), refusal.field().orElse("request"), refusal.rule());
    }

    /** A refusal of a member that {@code rule} says the form of. */
    public Invalid(StatementRefusal refusal, String field, String rule) {
      super(
          ProblemDocument.of(
                  refusal.name(),
                  refusal.status(),
                  "Signed request refused",
                  "The signed request does not hold: " + field + " " + rule + ".")
              .withField(field, rule));
    }
  }

  /** The party is not registered, or suspended, or of a role that may not do this. */
  public static final class PartyNotAdmitted extends StatementProblem {
    private static final long serialVersionUID = 1L;

    public PartyNotAdmitted() {
      super(
          ProblemDocument.of(
              "PARTY_NOT_ADMITTED",
              403,
              "Party not admitted",
              "Only registered platforms, bureaus and lenders that are not suspended may do this."));
    }
  }

  /** The caller speaks for no party that it may speak for here. */
  public static final class NoParty extends StatementProblem {
    private static final long serialVersionUID = 1L;

    public NoParty() {
      super(
          ProblemDocument.of(
              "PARTY_MISSING",
              403,
              "No party",
              "The token names no party, and the caller is no service that may act for one."));
    }
  }
}
