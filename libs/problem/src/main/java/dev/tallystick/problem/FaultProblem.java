package dev.tallystick.problem;

/**
 * A fault of the service where an answer has to say what became of each of many: told like any
 * refusal, as 500 with a reference, and logged once under it.
 */
public final class FaultProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private FaultProblem(ProblemDocument document) {
    super(document);
  }

  /** Logs the fault; nothing of it reaches the caller. */
  public static FaultProblem of(Throwable fault) {
    return new FaultProblem(Causes.fault(fault));
  }
}
