package dev.tallystick.consent.obligation;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about an obligation is refused. */
public abstract sealed class ObligationProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ObligationProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: there is none of this id that binds the caller. */
  public static final class Unknown extends ObligationProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "OBLIGATION_UNKNOWN",
              404,
              "Unknown obligation",
              "There is no obligation of this id that binds you."));
    }
  }

  /** 409: a commitment is made once, before anything else is said. */
  public static final class CommitmentStands extends ObligationProblem {
    private static final long serialVersionUID = 1L;

    CommitmentStands() {
      super(
          ProblemDocument.of(
              "COMMITMENT_STANDS",
              409,
              "Already said",
              "You have committed or reported before; what stands is in the log."));
    }
  }

  /** 409: commitments are opened together. */
  public static final class RevealTooEarly extends ObligationProblem {
    private static final long serialVersionUID = 1L;

    RevealTooEarly() {
      super(
          ProblemDocument.of(
              "REVEAL_TOO_EARLY",
              409,
              "Too early to open",
              "Commitments are opened once every party has said something, or on the day."));
    }
  }

  /** 422: it does not open what was committed to. */
  public static final class CommitmentMismatch extends ObligationProblem {
    private static final long serialVersionUID = 1L;

    CommitmentMismatch(String field) {
      super(
          ProblemDocument.of(
                  "COMMITMENT_MISMATCH",
                  422,
                  "Commitment not opened",
                  "A commitment is SHA-256 of nonce, a zero byte and status; it is there exactly if you"
                      + " commit, and its nonce exactly when you open it.")
              .withField(field, "commitment"));
    }
  }
}
