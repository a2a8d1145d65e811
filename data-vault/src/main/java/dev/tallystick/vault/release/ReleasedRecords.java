package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Which records, in which versions, have gone to whom. Ids only; what they held opens under the
 * person's key. Goes with the person.
 */
@Singleton
public final class ReleasedRecords {
  private final ReleasedRecordRepository rows;
  private final Clock clock;

  ReleasedRecords(ReleasedRecordRepository rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** A release that handed over a record, and in which version. */
  public record Handed(EventId release, String recipient, String record, int version) {}

  /** Notes what a release is about to hand over; it counts from {@link #markLogged}. */
  void intend(Event event, List<JsonObject> records) {
    rows.persist(new ReleasedRecordEntity(event, records, clock.instant()));
  }

  void markLogged(EventId event) {
    rows.markLogged(event);
  }

  void abandon(EventId event) {
    rows.remove(event);
  }

  /** Forgets what was released about a person, of one source or of all. */
  void forget(String subject, Optional<String> source) {
    rows.forget(subject, source);
  }

  /** Everything that was handed over about a person, in the order of the releases. */
  public List<Handed> about(String subject) {
    return rows.about(subject).stream().flatMap(row -> row.handed().stream()).toList();
  }
}
