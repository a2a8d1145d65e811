package dev.tallystick.consent.stop;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.FreezeLifted;
import dev.tallystick.events.type.PersonOrGuardian;
import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import dev.tallystick.rules.state.GuardKeys;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** A person lets what they have stopped go on again. */
@Singleton
class LiftFreeze {
  private final ConsentEventPublisher events;
  private final StopGate gate;
  private final Quotas quotas;
  private final Quota lifts;

  LiftFreeze(
      ConsentEventPublisher events, StopGate gate, Quotas quotas, ConsentConfig.Freeze config) {
    this.events = events;
    this.gate = gate;
    this.quotas = quotas;
    this.lifts = Quota.perDay("freeze-lifts", config.liftsADay());
  }

  /**
   * Lifts every freeze of this person; returns the last entry. To freeze is never refused, so how
   * often somebody does both is limited here.
   */
  Logged lift(String subject) {
    gate.requireNonePending(Optional.of(subject));
    if (events.current().isFrozen(subject)) {
      quotas
          .take(lifts, QuotaHolder.person(subject), 1)
          .ifPresent(
              wait -> {
                throw ConsentProblemCode.FREEZE_LIFT_QUOTA_EXCEEDED.problem(wait);
              });
    }
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
