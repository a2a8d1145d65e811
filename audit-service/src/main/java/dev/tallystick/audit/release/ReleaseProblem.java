package dev.tallystick.audit.release;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why nothing is told of a release. */
public abstract sealed class ReleaseProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ReleaseProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: the log has no such release, or the index has not come to it yet. */
  public static final class Unknown extends ReleaseProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "RELEASE_UNKNOWN",
              404,
              "Release unknown",
              "The log has no such release. One that was logged less than a second ago may follow."));
    }
  }
}
