package dev.tallystick.consent.party;

import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.OwnershipRecorded;
import dev.tallystick.rules.OwnershipDraft;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.Verdict;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records the shares of parties in each other; from 5 percent on with an approval (R62). */
@Singleton
class Ownerships {
  private final ConsentEventPublisher events;
  private final RecordDenial recordDenial;
  private final Packs packs;
  private final Clock clock;

  Ownerships(ConsentEventPublisher events, RecordDenial recordDenial, Packs packs, Clock clock) {
    this.events = events;
    this.recordDenial = recordDenial;
    this.packs = packs;
    this.clock = clock;
  }

  Logged record(OwnershipRecorded data, String by) {
    OwnershipDraft draft =
        new OwnershipDraft(data.holder(), data.held(), data.basisPoints(), data.approvalRef());
    return events.publish(
        state -> {
          PartyRegistry.registered(state, draft.holder());
          PartyRegistry.registered(state, draft.held());
          Verdict verdict = OwnershipRules.check(state, draft, clock.instant(), packs);
          if (!verdict.isAccepted()) {
            throw refusal(verdict, draft, by);
          }
          return events.event(data, ofParties(verdict.guards()));
        });
  }

  /** A new pack does not undo an approval: the entry rests on the two parties alone. */
  private static Map<String, Long> ofParties(Map<String, Long> guards) {
    Map<String, Long> kept = new TreeMap<>(guards);
    kept.keySet().removeIf(guard -> !guard.startsWith("party/"));
    return kept;
  }

  private RuleProblem refusal(Verdict verdict, OwnershipDraft draft, String by) {
    return recordDenial.refuse(
        verdict,
        Optional.empty(),
        DataDenied.builder()
            .step(DataDenied.Step.OWNERSHIP)
            .caller(by)
            .from(draft.holder())
            .to(draft.held()));
  }
}
