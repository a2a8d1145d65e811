package dev.tallystick.vault.record;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.EventData;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Work on sealed records that the log is told of: one transaction in which the keys are open. Its
 * events are stored with it and appended afterwards, in their order; what a crash leaves over, the
 * outbox appends.
 */
@Singleton
public final class LoggedWork {
  private final Keystore keystore;
  private final LogPublisher log;

  LoggedWork(Keystore keystore, LogPublisher log) {
    this.keystore = keystore;
    this.log = log;
  }

  /** What is done in the transaction. */
  @FunctionalInterface
  public interface Step<T> {
    T in(OpenKeys keys, Told told);
  }

  /** What the log is told by one piece of work. */
  public final class Told {
    private final List<Event> events = new ArrayList<>();

    private Told() {}

    /** Stores an event about a person. */
    public Event add(EventData data, String subject) {
      return add(data, subject, Optional.empty());
    }

    /** Stores an event about a person, with what only auditors see of it. */
    public Event add(EventData data, String subject, Optional<JsonObject> internal) {
      Event event = log.store(log.make(data, subject, internal));
      events.add(event);
      return event;
    }

    /** Adds events that are stored already. */
    public void addStored(Collection<Event> stored) {
      events.addAll(stored);
    }
  }

  /** What came of the work, and its events, which nobody has appended yet. */
  public record Stored<T>(T result, List<Event> events) {
    public Stored {
      events = List.copyOf(events);
    }
  }

  /** Does the work; the caller appends its events. */
  public <T> Stored<T> store(Step<T> step) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Told told = new Told();
              try (OpenKeys keys = keystore.open()) {
                T result = step.in(keys, told);
                return new Stored<>(result, told.events);
              }
            });
  }

  /** Does the work and appends its events. */
  public <T> T done(Step<T> step) {
    Stored<T> stored = store(step);
    log.append(stored.events());
    return stored.result();
  }

  /** Appends events that come after another one, which may not be in the log yet. */
  public void appendAfter(EventId first, List<Event> events) {
    log.appendAfter(first, events);
  }
}
