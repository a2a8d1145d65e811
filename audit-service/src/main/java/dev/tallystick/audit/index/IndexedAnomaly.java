package dev.tallystick.audit.index;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyRaised;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An alarm as the index has it, with what its entries say as long as their bodies are there.
 *
 * @param anomaly the {@code ano_} id
 * @param party whom it is about: the id, or the label in hex if no party of it is registered; empty
 *     of an alarm about the log itself
 * @param seen what was noticed; says nothing once the body is erased
 * @param cleared by which entry it was cleared
 * @param suspension of the party, because of it
 */
public record IndexedAnomaly(
    EventId event,
    String anomaly,
    long index,
    long recordedMillis,
    Optional<String> party,
    AnomalyRaised.Partial seen,
    Optional<Clearing> cleared,
    Optional<Suspension> suspension) {
  static final AnomalyRaised.Partial ERASED = new AnomalyRaised.Partial(JsonObject.EMPTY);

  /**
   * That it was cleared.
   *
   * @param found with which finding; says nothing once the body is erased
   */
  public record Clearing(
      EventId event, long index, long recordedMillis, AnomalyCleared.Partial found) {
    static final AnomalyCleared.Partial ERASED = new AnomalyCleared.Partial(JsonObject.EMPTY);
  }

  /**
   * That the party is suspended, or was.
   *
   * @param untilMillis until when; empty if it has no end
   * @param restored by which entry it was ended before
   */
  public record Suspension(
      EventId event, long index, OptionalLong untilMillis, Optional<EventId> restored) {
    /** Whether it holds at a time. */
    public boolean holdsAt(long millis) {
      return restored.isEmpty() && (untilMillis.isEmpty() || millis < untilMillis.getAsLong());
    }
  }
}
