package dev.tallystick.consent.duty;

import java.time.Instant;
import java.util.List;

/**
 * A feature that says something in the log when the time of a duty is over. Implementers must keep:
 * of each duty it is said once, whatever number of replicas looks.
 */
public interface OverdueDuties {
  /** The duties whose time was over at an instant, and of which nothing has been said yet. */
  List<Overdue> overdue(Instant now);

  /**
   * A duty whose time is over.
   *
   * @param what it is, for the operator; names no person
   * @param say says so in the log, unless another replica has
   */
  record Overdue(String what, Runnable say) {}
}
