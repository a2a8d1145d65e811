package dev.tallystick.audit.usage;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** Why there is no answer for now. */
public abstract sealed class UsageProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private UsageProblem(ProblemDocument document) {
    super(document, Duration.ofSeconds(1));
  }

  /** 503: there is no index root yet, or the index is being made again. */
  public static final class IndexNotReady extends UsageProblem {
    private static final long serialVersionUID = 1L;

    /** Nothing can be proved for now. */
    public IndexNotReady() {
      super(
          ProblemDocument.of(
              "INDEX_NOT_READY",
              503,
              "Index not ready",
              "The index does not reach this far yet. Ask again in a second."));
    }
  }
}
