package dev.tallystick.audit.sequencing;

import dev.tallystick.problem.DomainProblem;

/** What became of a submission. */
public sealed interface AppendOutcome {

  /**
   * It is in the log, durably, since just now.
   *
   * @param batch proofs and checkpoint for the entries logged with it
   */
  record Logged(long index, long recordedMillis, LoggedBatch batch) implements AppendOutcome {}

  /** It was in the log before; its receipt is rebuilt from the store. */
  record AlreadyLogged(long index, long recordedMillis) implements AppendOutcome {}

  /**
   * It is not in the log, or nobody can say yet ({@code LOG_UNAVAILABLE}: send the same event
   * again).
   */
  record Refused(DomainProblem problem) implements AppendOutcome {}
}
