package dev.tallystick.audit.erasure;

import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.OpeningDeleted;
import dev.tallystick.tlog.Hash;
import java.time.LocalDate;

/**
 * One erasure, as it is written down before it begins.
 *
 * @param key the key that dies, and with it all that it sealed
 * @param event the id under which {@code opening.deleted} enters the log, once
 * @param extent the entries that lose their body
 * @param evidence of what is destroyed: see {@link KeyDestruction}
 * @param isLogged whether the log is known to have the entry
 */
record OpeningErasure(
    OpeningKeyId key, EventId event, Extent extent, Hash evidence, boolean isLogged) {

  /**
   * The entries that a key has sealed.
   *
   * @param bodies how many there are
   * @param firstIndex the first of them
   * @param lastIndex the last of them
   */
  record Extent(long bodies, long firstIndex, long lastIndex) {}

  /** What {@code opening.deleted} says. */
  OpeningDeleted data() {
    return OpeningDeleted.builder()
        .day(LocalDate.ofEpochDay(key.day()))
        .deleted(OpeningDeleted.Deleted.of(key.eventClass().name()))
        .count(extent.bodies())
        .firstIndex(extent.firstIndex())
        .lastIndex(extent.lastIndex())
        .ground(OpeningDeleted.Ground.TERM_ENDED)
        .evidence(evidence)
        .build();
  }
}
