package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.GuardKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person stops everything about them, and lets it go on again. */
@Singleton
class Freezes {
  private final Recorder recorder;
  private final Stops stops;
  private final Clock clock;

  Freezes(Recorder recorder, Stops stops, Clock clock) {
    this.recorder = recorder;
    this.stops = stops;
    this.clock = clock;
  }

  /** Freezes; a second time answers with the freeze that holds. */
  Stopped set(String subject, Optional<String> reason) {
    Optional<Logged> holding =
        recorder
            .current()
            .freeze(subject)
            .map(EventId::fromString)
            .flatMap(event -> stops.findLogged(event).or(() -> recorder.find(event)));
    if (holding.isPresent()) {
      return new Stopped.Before(holding.get());
    }
    JsonObject data =
        JsonObject.builder()
            .put("stoppedAt", Timestamps.format(clock.millis()))
            .putIfPresent("reason", reason)
            .build();
    return stops.freeze(
        subject, recorder.event("freeze.set", Optional.of(subject), data, Map.of(), List.of()));
  }

  /** Lifts every freeze of this person; returns the last entry. */
  Logged lift(String subject) {
    stops.requireNonePending();
    Logged last = liftOne(subject);
    while (recorder.current().isFrozen(subject)) {
      last = liftOne(subject);
    }
    return last;
  }

  private Logged liftOne(String subject) {
    String guard = GuardKeys.freeze(subject);
    return recorder.record(
        state -> {
          JsonObject data =
              JsonObject.builder()
                  .put("freeze", state.freeze(subject).orElseThrow(FreezeProblem::new))
                  .put("by", "SELF")
                  .build();
          return recorder.event(
              "freeze.lifted",
              Optional.of(subject),
              data,
              Map.of(guard, state.guard(guard)),
              List.of());
        });
  }
}
