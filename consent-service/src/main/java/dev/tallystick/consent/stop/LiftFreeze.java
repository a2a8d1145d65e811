package dev.tallystick.consent.stop;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.PersonProblemCode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

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
   * Lifts every freeze of this person, under each of their tokens; returns the last entry. To
   * freeze is never refused, so how often somebody does both is limited here.
   */
  Logged lift(String subject) {
    SortedSet<String> tokens = events.current().tokensOf(subject);
    gate.requireNonePending(Optional.of(subject));
    List<String> frozen = tokens.stream().filter(events.current()::isFrozen).toList();
    if (!frozen.isEmpty()) {
      quotas
          .take(lifts, QuotaHolder.person(subject), 1)
          .ifPresent(
              wait -> {
                throw PersonProblemCode.FREEZE_LIFT_QUOTA_EXCEEDED.problem(wait);
              });
    }
    Logged last = liftOne(frozen.isEmpty() ? subject : frozen.get(0));
    for (String token : frozen) {
      while (events.current().isFrozen(token)) {
        last = liftOne(token);
      }
    }
    return last;
  }

  private Logged liftOne(String subject) {
    String guard = GuardKeys.freeze(subject);
    return events.publish(
        state -> {
          String freeze = state.freeze(subject).orElseThrow(PersonProblemCode.NOT_FROZEN::problem);
          FreezeLifted data = new FreezeLifted(EventId.fromString(freeze), PersonOrGuardian.SELF);
          return events.event(data, Optional.of(subject), Map.of(guard, state.guard(guard)));
        });
  }
}
