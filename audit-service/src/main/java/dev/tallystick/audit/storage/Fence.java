package dev.tallystick.audit.storage;

/**
 * Keeps this process from a primary that has been replaced. Implementations remember durably.
 * Thread-safe.
 */
public interface Fence {

  /**
   * Lets a session of this server pass, and from then on none of an earlier timeline.
   *
   * @throws LogStoreException if a later timeline of the same system has been seen
   */
  void pass(DatabaseTimeline server);
}
