package dev.tallystick.audit.erasure;

import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.time.LocalDate;

/**
 * One erasure, as it is written down before it begins.
 *
 * @param key the key that dies, and with it all that it sealed
 * @param event the id under which {@code opening.deleted} enters the log, once
 * @param bodies how many entries lose their body
 * @param firstIndex the first of them
 * @param lastIndex the last of them
 * @param evidence of what is destroyed: see {@link KeyDestruction}
 * @param isLogged whether the log is known to have the entry
 */
record Erasure(
    OpeningKeyId key,
    EventId event,
    long bodies,
    long firstIndex,
    long lastIndex,
    Hash evidence,
    boolean isLogged) {

  /** What {@code opening.deleted} says. */
  JsonObject data() {
    return JsonObject.builder()
        .put("day", LocalDate.ofEpochDay(key.day()).toString())
        .put("deleted", key.eventClass().name())
        .put("count", bodies)
        .put("firstIndex", firstIndex)
        .put("lastIndex", lastIndex)
        .put("ground", "TERM_ENDED")
        .put("evidence", evidence.hex())
        .build();
  }
}
