package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.entry.PublicationLookUp;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.EventData;
import dev.tallystick.idempotency.RequestDraws;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** The entries of what lenders tell. Blocks until the log has them; not in a transaction. */
@Singleton
final class LendingEntries {
  private final BureauLogClient log;
  private final PublicationLookUp outcomes;
  private final EventFactory events;

  LendingEntries(BureauLogClient log, PublicationLookUp outcomes, EventFactory events) {
    this.log = log;
    this.outcomes = outcomes;
    this.events = events;
  }

  /** An id for an entry that is made later. */
  EventId drawId() {
    return events.drawId();
  }

  /**
   * An id of this kind, the same at each try of the same request.
   *
   * @param prefix without its underscore
   */
  String drawOfRequest(String prefix) {
    return prefix
        + "_"
        + RequestDraws.nextOfRequest(prefix)
            .map(draw -> EventId.draw(draw.millis(), draw.random()))
            .orElseGet(events::drawId);
  }

  /**
   * Appends an entry about a person whose row is stored.
   *
   * @param guards what it rests on, key to version
   * @throws BureauProblem if a guard has moved, or there is no receipt
   */
  LoggedReceipt publish(EventId event, String subject, EventData data, Map<String, Long> guards) {
    return log.publish(log.make(event, subject, data, guards));
  }

  /** Finds out what became of an entry whose process did not see it. */
  void settle(BureauId bureau, EventId event, Publication pending) {
    outcomes.settle(bureau, event, pending);
  }

  /** Records under the person that a rule has refused what a lender reports of them. */
  DomainProblem denied(String lender, String subject, BureauProblem refusal) {
    return log.denied(
        DataDenied.Step.DECISION_REPORT, new BureauId(lender), Optional.of(subject), refusal);
  }
}
