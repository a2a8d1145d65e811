package dev.tallystick.producer;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.EventData;
import dev.tallystick.tracing.Traceparent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes this service's events: draws id and seed, takes the time, derives labels and advances, and
 * names the trace of the request in the internal part, which only auditors see.
 */
@Singleton
public class EventFactory {
  private final Clock clock;
  private final SecureRandom random;
  private final String source;

  @Inject
  EventFactory(Clock clock, @ConfigProperty(name = "quarkus.oidc.client-id") String source) {
    this(clock, new SecureRandom(), source);
  }

  /**
   * A factory outside the container.
   *
   * @param source the client that appends
   */
  public EventFactory(Clock clock, SecureRandom random, String source) {
    this.clock = clock;
    this.random = random;
    this.source = source;
  }

  /** An id for an event that is made later, or in parts. */
  public EventId drawId() {
    return EventId.draw(clock.millis(), random);
  }

  /**
   * An event with an id drawn now.
   *
   * @param type the name in prose, such as {@code consent.given}, or on the wire
   * @param guards what the event rests on, key to version
   * @param moreAdvances what it moves besides what its type always moves
   * @throws InvalidEventException naming the field that is not as its type defines it
   */
  public Event create(
      String type,
      Optional<String> subject,
      JsonObject data,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      Collection<String> moreAdvances)
      throws InvalidEventException {
    return createWithId(drawId(), type, subject, data, internal, guards, moreAdvances);
  }

  /** An event of the type of its data: see {@link #create}. */
  public Event create(
      EventData data,
      Optional<String> subject,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      Collection<String> moreAdvances)
      throws InvalidEventException {
    return create(data.eventType().name(), subject, data.toJson(), internal, guards, moreAdvances);
  }

  /** An event with an id from {@link #drawId}: see {@link #create}. */
  public Event createWithId(
      EventId id,
      String type,
      Optional<String> subject,
      JsonObject data,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      Collection<String> moreAdvances)
      throws InvalidEventException {
    EventType found = EventTypes.find(type).orElseGet(() -> EventTypes.get(type));
    // Data first: labels and advances are made of its members.
    found.checkData(data);
    Body body = new Body(id, source, clock.millis(), subject, data);
    return Event.of(
        Seed.draw(random),
        Event.stubFor(found, body, guards, moreAdvances),
        body,
        found.mayHaveInternal() ? withTrace(internal) : internal);
  }

  /** Names the trace in which the event is made, if it is made in one. */
  private static Optional<JsonObject> withTrace(Optional<JsonObject> internal) {
    Optional<JsonObject> trace =
        Traceparent.current()
            .map(place -> JsonObject.builder().put(Traceparent.NAME, place).build());
    return internal.isPresent() && trace.isPresent()
        ? internal.map(part -> part.with(trace.get()))
        : internal.or(() -> trace);
  }
}
