package dev.tallystick.audit.proof;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why there is no receipt. */
public abstract sealed class ReceiptProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ReceiptProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such entry, or not one the caller may see. */
  public static final class Unknown extends ReceiptProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "ENTRY_UNKNOWN",
              404,
              "Entry unknown",
              "The log has no such entry, or none that you may see."));
    }
  }

  /**
   * 404: not logged, and whatever is logged from now on is recorded at {@link #asOfMillis()} or
   * later.
   */
  public static final class NotLogged extends ReceiptProblem {
    private static final long serialVersionUID = 1L;
    private final long asOfMillis;

    NotLogged(long asOfMillis) {
      super(
          ProblemDocument.of(
              "ENTRY_UNKNOWN",
              404,
              "Entry unknown",
              "The log has no such entry. If it is logged yet, its recordedMillis will be asOfMillis or later."));
      this.asOfMillis = asOfMillis;
    }

    /** The time, in Unix milliseconds, before which the entry was certainly not recorded. */
    public long asOfMillis() {
      return asOfMillis;
    }
  }

  /** 503: the log's clock cannot be trusted, so nothing can be said about what is not there. */
  public static final class ClockUnsafe extends ReceiptProblem {
    private static final long serialVersionUID = 1L;

    ClockUnsafe() {
      super(
          ProblemDocument.of(
              "LOG_CLOCK_UNSAFE",
              503,
              "Log clock unsafe",
              "The log's clock disagrees with its database's."));
    }
  }
}
