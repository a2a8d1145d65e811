package dev.tallystick.consent.stop;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.FreezeLifted;
import dev.tallystick.events.type.PersonOrGuardian;
import dev.tallystick.rules.state.GuardKeys;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** A person lets what they have stopped go on again. */
@Singleton
class LiftFreeze {
  private final ConsentEventPublisher events;
  private final StopGate gate;

  LiftFreeze(ConsentEventPublisher events, StopGate gate) {
    this.events = events;
    this.gate = gate;
  }

  /** Lifts every freeze of this person; returns the last entry. */
  Logged lift(String subject) {
    gate.requireNonePending();
    Logged last = liftOne(subject);
    while (events.current().isFrozen(subject)) {
      last = liftOne(subject);
    }
    return last;
  }

  private Logged liftOne(String subject) {
    String guard = GuardKeys.freeze(subject);
    return events.publish(
        state -> {
          String freeze = state.freeze(subject).orElseThrow(ConsentProblemCode.NOT_FROZEN::problem);
          FreezeLifted data = new FreezeLifted(EventId.fromString(freeze), PersonOrGuardian.SELF);
          return events.event(data, Optional.of(subject), Map.of(guard, state.guard(guard)));
        });
  }
}
