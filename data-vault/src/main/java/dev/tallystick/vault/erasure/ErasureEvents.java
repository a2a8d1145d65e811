package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.ErasureId;
import dev.tallystick.events.type.ErasureStarted;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.RecordErased;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.events.type.RecordRestricted;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
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
  private final EventFactory factory;
  private final LogWriter log;

  ErasureEvents(EventFactory factory, LogWriter log) {
    this.factory = factory;
    this.log = log;
  }

  /** Stores the event in the caller's transaction: from its commit on it will be logged. */
  void store(Event event) {
    log.store(event);
  }

  static boolean isStarted(Event event) {
    return event.type().name().equals(ErasureStarted.NAME);
  }

  static boolean isErased(Event event) {
    return event.type().name().equals(RecordErased.NAME);
  }

  Event started(
      String id,
      String subject,
      Optional<String> provider,
      PersonErasure.Ground ground,
      Instant stoppedAt) {
    ErasureStarted data =
        new ErasureStarted(
            new ErasureId(id),
            provider.isPresent() ? ErasureStarted.Scope.PROVIDER : ErasureStarted.Scope.ALL,
            provider,
            ErasureStarted.Ground.of(ground.name()),
            stoppedAt);
    return create(data, subject);
  }

  Event restricted(String subject, RecordErasure.Held record) {
    return restricted(subject, record, RecordRestricted.Ground.ERASURE);
  }

  /** Of a record that a law holds, of which nothing is erased. */
  Event held(String subject, RecordErasure.Held record) {
    return restricted(subject, record, RecordRestricted.Ground.RETENTION_HOLD);
  }

  private Event restricted(
      String subject, RecordErasure.Held record, RecordRestricted.Ground ground) {
    return create(
        new RecordRestricted(
            new RecordId(record.id()),
            record.category(),
            record.source(),
            RecordRestricted.State.SET,
            ground,
            Optional.empty()),
        subject);
  }

  Event erased(PersonErasure erasure, int keys, int records, int held, Hash evidence, Instant at) {
    return create(
        new RecordErased(
            new ErasureId(erasure.id()), erasure.provider(), keys, records, held, evidence, at),
        erasure.subject());
  }

  private Event create(EventData data, String subject) {
    try {
      return factory.create(data, Optional.of(subject), Optional.empty(), Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
