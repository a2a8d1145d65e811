package dev.tallystick.tally.audit;

import dev.tallystick.tally.report.CheckReport;

/**
 * One promise of the log, checked entry by entry.
 *
 * <p>A step sees every entry of the log once, in log order, beginning with entry 0, and tells the
 * report what it found when there are no more. It keeps what it needs of earlier entries itself. It
 * may rely on the opening being the one that the log committed to: if it is not, the report says so
 * whatever the steps find. Not thread-safe.
 */
public interface AuditStep {
  /** Looks at the next entry. */
  void see(AuditedEntry entry);

  /**
   * Passes an entry of which the openings give the leaf hash alone, because it lies outside the
   * engagement. Type, labels, guards and body are not known; what may hang on them cannot be told.
   */
  void pass(long index);

  /**
   * Tells what was found. Called once, after the last entry.
   *
   * @param size how many entries were seen
   */
  void tell(CheckReport report, long size);
}
