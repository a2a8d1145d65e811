package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;

/** A release that the log has and nobody got in time. */
record LateRelease(
    EventId event, String subject, String from, String to, int attempts, boolean recovered) {
  @Override
  public String toString() {
    return "LateRelease[" + event + "]";
  }
}
