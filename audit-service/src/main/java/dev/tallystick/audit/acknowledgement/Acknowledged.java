package dev.tallystick.audit.acknowledgement;

import dev.tallystick.events.EventId;
import dev.tallystick.problem.DomainProblem;

/** What became of an acknowledgement. */
sealed interface Acknowledged {
  /**
   * The log says that the release was received.
   *
   * @param event the entry that says so
   * @param isNew whether it was logged just now, not at an earlier acknowledgement of the release
   */
  record Logged(EventId event, long index, boolean isNew) implements Acknowledged {}

  /** It does not hold, or could not be logged. */
  record Refused(DomainProblem problem) implements Acknowledged {}
}
