package dev.tallystick.vault.record;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a record is not to be had. */
public abstract sealed class RecordProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private RecordProblem(ProblemDocument document) {
    super(document);
  }

  /** There is no such record, or it is none of the caller's. */
  public static final class Unknown extends RecordProblem {
    private static final long serialVersionUID = 1L;

    public Unknown() {
      super(
          ProblemDocument.of(
              "RECORD_UNKNOWN", 404, "Unknown record", "There is no such record for you."));
    }
  }

  /** It was erased, or its term is over. */
  public static final class Gone extends RecordProblem {
    private static final long serialVersionUID = 1L;

    public Gone() {
      super(
          ProblemDocument.of(
                  "RECORD_GONE", 410, "Record gone", "The record was erased, or its term is over.")
              .withRule("R43", null));
    }
  }

  /** It is kept and not used. */
  public static final class Restricted extends RecordProblem {
    private static final long serialVersionUID = 1L;

    public Restricted() {
      super(
          ProblemDocument.of(
                  "RECORD_RESTRICTED",
                  423,
                  "Record restricted",
                  "The record is kept because a law says so, or while it is disputed, and not"
                      + " used.")
              .withRule("R43", null));
    }
  }

  /** What was deposited stays as it is. */
  public static final class OriginalImmutable extends RecordProblem {
    private static final long serialVersionUID = 1L;

    public OriginalImmutable() {
      super(
          ProblemDocument.of(
                  "ORIGINAL_IMMUTABLE",
                  409,
                  "Original immutable",
                  "A version that exists is never changed. Post a correction, which is a new"
                      + " version.")
              .withRule("R36", null));
    }
  }
}
