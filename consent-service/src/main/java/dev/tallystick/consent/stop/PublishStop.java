package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.stop.LocalStop.Kind;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes withdrawals and freezes known. Each is durable here, together with its event, before the
 * log is asked; a crash or a log that is away leaves a row without an index, which keeps every
 * permit from being signed until the event is logged. One that the log refuses for good keeps
 * permits about its person alone from being signed.
 */
@Singleton
public class PublishStop {
  private final LocalStopRepository stops;
  private final StopOutcomes outcomes;
  private final ConsentEventPublisher events;
  private final Clock clock;

  PublishStop(
      LocalStopRepository stops, StopOutcomes outcomes, ConsentEventPublisher events, Clock clock) {
    this.stops = stops;
    this.outcomes = outcomes;
    this.events = events;
    this.clock = clock;
  }

  /** Withdraws a consent; the event says so. */
  public Stopped withdraw(String consent, String subject, Event event) {
    return stop(Kind.WITHDRAWAL, consent, subject, event);
  }

  /** Freezes everything about a person; the event says so. */
  Stopped freeze(String subject, Event event) {
    return stop(Kind.FREEZE, subject, subject, event);
  }

  private Stopped stop(Kind kind, String about, String subject, Event event) {
    LocalStop stop = LocalStop.of(event.id(), kind, subject, about, clock.instant());
    // Both or neither: a stop without its event would never be logged.
    if (!events.storeWith(event, () -> stops.add(stop))) {
      return existing(kind, about).orElseGet(() -> stop(kind, about, subject, event));
    }
    // Stored is stopped, whatever the log says to it now.
    return events
        .publishStored(event, outcomes)
        .<Stopped>map(Stopped.Now::new)
        .or(() -> existing(kind, about))
        .orElseGet(() -> new Stopped.Pending(event.id()));
  }

  /** What was stopped before, if it was. */
  public Optional<Stopped> findWithdrawal(String consent) {
    return existing(Kind.WITHDRAWAL, consent);
  }

  /** The stop of an event, if it was made here and is logged. */
  Optional<Logged> findLogged(EventId event) {
    OptionalLong index = stops.findIndex(event);
    return index.isPresent()
        ? Optional.of(new Logged(event, index.getAsLong(), events.receiptOf(event)))
        : Optional.empty();
  }

  private Optional<Stopped> existing(Kind kind, String about) {
    return stops.find(kind, about).map(this::stopped);
  }

  private Stopped stopped(LocalStop stop) {
    return stop.index().isPresent()
        ? new Stopped.Before(
            new Logged(stop.event(), stop.index().getAsLong(), events.receiptOf(stop.event())))
        : new Stopped.Pending(stop.event());
  }
}
