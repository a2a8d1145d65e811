package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.record.RecordErasure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the log is told of erasures: numbers and hashes. */
@Singleton
final class ErasureEvents {
  static final String STARTED = "erasure.started";
  static final String ERASED = "record.erased";
  private static final String RESTRICTED = "record.restricted";

  private final EventFactory factory;

  ErasureEvents(EventFactory factory) {
    this.factory = factory;
  }

  static boolean isOf(Event event, String shortName) {
    return event.type().name().equals(EventTypes.get(shortName).name());
  }

  Event started(
      String id,
      String subject,
      Optional<String> provider,
      PersonErasure.Ground ground,
      Instant stoppedAt) {
    return create(
        STARTED,
        subject,
        JsonObject.builder()
            .put("erasure", id)
            .put("scope", provider.isPresent() ? "PROVIDER" : "ALL")
            .putIfPresent("provider", provider)
            .put("ground", ground.name())
            .put("stoppedAt", Timestamps.format(stoppedAt.toEpochMilli())));
  }

  Event restricted(String subject, RecordErasure.Held record) {
    return restricted(subject, record, "ERASURE");
  }

  /** Of a record that a law holds, of which nothing is erased. */
  Event held(String subject, RecordErasure.Held record) {
    return restricted(subject, record, "RETENTION_HOLD");
  }

  private Event restricted(String subject, RecordErasure.Held record, String ground) {
    return create(
        RESTRICTED,
        subject,
        JsonObject.builder()
            .put("record", record.id())
            .put("category", record.category())
            .put("provider", record.source())
            .put("state", "SET")
            .put("ground", ground));
  }

  Event erased(PersonErasure erasure, int keys, int records, int held, Hash evidence, Instant at) {
    return create(
        ERASED,
        erasure.subject(),
        JsonObject.builder()
            .put("erasure", erasure.id())
            .putIfPresent("provider", erasure.provider())
            .put("keys", keys)
            .put("records", records)
            .put("held", held)
            .put("evidence", evidence.hex())
            .put("completedAt", Timestamps.format(at.toEpochMilli())));
  }

  private Event create(String type, String subject, JsonObject.Builder data) {
    try {
      return factory.create(
          type, Optional.of(subject), data.build(), Optional.empty(), Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
