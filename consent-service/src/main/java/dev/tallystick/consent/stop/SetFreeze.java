package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.FreezeSet;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** A person stops everything about them. */
@Singleton
class SetFreeze {
  private final ConsentEventPublisher events;
  private final PublishStop stops;
  private final Clock clock;

  SetFreeze(ConsentEventPublisher events, PublishStop stops, Clock clock) {
    this.events = events;
    this.stops = stops;
    this.clock = clock;
  }

  /** Freezes; a second time answers with the freeze that holds. */
  Stopped set(String subject, Optional<String> reason) {
    Optional<Logged> holding =
        events
            .current()
            .freeze(subject)
            .map(EventId::fromString)
            .flatMap(event -> stops.findLogged(event).or(() -> events.find(event)));
    if (holding.isPresent()) {
      return new Stopped.Before(holding.get());
    }
    FreezeSet data = new FreezeSet(clock.instant(), reason.map(FreezeSet.Reason::of));
    return stops.freeze(subject, events.event(data, subject));
  }
}
