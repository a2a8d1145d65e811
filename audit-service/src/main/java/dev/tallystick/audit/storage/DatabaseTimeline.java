package dev.tallystick.audit.storage;

/**
 * Which database server, and which of its histories: a standby that is promoted begins the next
 * timeline of the same system.
 *
 * @param system the cluster's identifier, drawn when it was made
 * @param timeline from 1 on
 */
public record DatabaseTimeline(long system, int timeline) {

  /** Whether this is the history from before a promotion that {@code other} has seen. */
  public boolean isBefore(DatabaseTimeline other) {
    return system == other.system && timeline < other.timeline;
  }
}
