package dev.tallystick.consent.obligation;

import dev.tallystick.consent.duty.OverdueDuties;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationMissed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The obligations whose day has passed without the deed. */
@Singleton
class MissedObligations implements OverdueDuties {
  private final ObligationProjection obligations;
  private final ObligationMissRepository misses;
  private final ConsentEventPublisher events;
  private final PackInForce pack;

  MissedObligations(
      ObligationProjection obligations,
      ObligationMissRepository misses,
      ConsentEventPublisher events,
      PackInForce pack) {
    this.obligations = obligations;
    this.misses = misses;
    this.events = events;
    this.pack = pack;
  }

  /** Once the last day is over, and the minutes in which commitments are opened. */
  @Override
  public List<Overdue> overdue(Instant now) {
    LocalDate today = now.atZone(pack.zone()).toLocalDate();
    List<Overdue> overdue = new ArrayList<>();
    for (Obligation obligation : obligations.all()) {
      if (obligation.dueOn().isBefore(today) && !now.isBefore(obligation.closesAt())) {
        for (String party : obligation.standings().keySet()) {
          overdue.add(
              new Overdue(
                  "The obligation " + obligation.id() + " of " + party,
                  () -> say(obligation, party, now)));
        }
      }
    }
    return overdue;
  }

  private void say(Obligation obligation, String party, Instant now) {
    if (obligation.of(party).missed()
        || obligations.status(obligation, party, now) == ObligationStatus.DONE) {
      return;
    }
    ObligationMissed data =
        ObligationMissed.builder()
            .duty(ObligationMissed.Duty.OBLIGATION)
            .party(party)
            .dueOn(obligation.dueOn())
            .obligation(new ObligationId(obligation.id()))
            .build();
    Event event = events.event(data, Map.of());
    if (events.storeWith(event, () -> misses.add(obligation.id(), party, event.id().value()))) {
      Optional<Logged> unused = events.publishStored(event);
    }
  }
}
