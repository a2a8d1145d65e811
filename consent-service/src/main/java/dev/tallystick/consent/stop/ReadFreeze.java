package dev.tallystick.consent.stop;

import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.EventId;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether everything about a person is stopped: by the log, or by a word that waits for it. */
@Singleton
class ReadFreeze {
  private final LiveState live;
  private final LocalStopRepository stops;

  ReadFreeze(LiveState live, LocalStopRepository stops) {
    this.live = live;
    this.stops = stops;
  }

  FreezeJson of(String subject) {
    State state = live.current();
    Optional<LocalStop> pending = stops.find(LocalStop.Kind.FREEZE, subject);
    Optional<String> event =
        state.freeze(subject).or(() -> pending.map(LocalStop::event).map(EventId::toString));
    return new FreezeJson(
        event.isPresent(),
        event.isPresent() && state.freeze(subject).isEmpty(),
        event.orElse(null),
        state.size());
  }
}
