package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A release that is stored before the log can have seen it.
 *
 * @param records what it hands over, by the token that it is kept under; that of the release is
 *     among them
 * @param notAfter until when the log may take it
 */
record IntendedRelease(
    SealedRelease release, Map<String, List<JsonObject>> records, Instant notAfter) {
  IntendedRelease {
    records = Map.copyOf(records);
  }

  EventId event() {
    return release.event().id();
  }

  @Override
  public String toString() {
    return "IntendedRelease[" + event() + "]";
  }
}
