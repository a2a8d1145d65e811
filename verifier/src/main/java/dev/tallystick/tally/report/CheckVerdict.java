package dev.tallystick.tally.report;

import java.util.List;

/** The answer to one question, or to all of them together; the process ends with its exit code. */
public enum CheckVerdict {
  /** What was claimed is so. */
  HOLDS(0, "holds"),
  /** What was claimed is not so. */
  DOES_NOT_HOLD(1, "does not hold"),
  /** A service did not do what was asked; that is evidence against nobody. */
  REFUSED(2, "refused"),
  /** It cannot be said: something is out of reach, of an unknown kind, or no key was given. */
  CANNOT_TELL(2, "cannot tell");

  private final int exitCode;
  private final String words;

  CheckVerdict(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  /** The process's exit code. */
  public int exitCode() {
    return exitCode;
  }

  /** The verdict in a text. */
  public String words() {
    return words;
  }

  /** The verdict in JSON. */
  public String code() {
    return words.replace(' ', '-');
  }

  /**
   * Returns the verdict on both: one refutation decides, then one refusal, and one doubt leaves a
   * doubt.
   */
  public CheckVerdict and(CheckVerdict other) {
    for (CheckVerdict decisive : List.of(DOES_NOT_HOLD, REFUSED, CANNOT_TELL)) {
      if (this == decisive || other == decisive) {
        return decisive;
      }
    }
    return HOLDS;
  }
}
