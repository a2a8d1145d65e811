package dev.tallystick.consent.right;

import dev.tallystick.consent.duty.OverdueDuties;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ObligationMissed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explanations that a party has not given by the last day of the pack's term (R48). Says so for
 * everybody to read: the party, the day and the entry of the request, and nothing of the person.
 */
@Singleton
class MissedExplanations implements OverdueDuties {
  private final RightProjection rights;
  private final RightMissRepository misses;
  private final ConsentEventPublisher events;
  private final PackInForce pack;

  MissedExplanations(
      RightProjection rights,
      RightMissRepository misses,
      ConsentEventPublisher events,
      PackInForce pack) {
    this.rights = rights;
    this.misses = misses;
    this.events = events;
    this.pack = pack;
  }

  /** The first moment of the day after the last one counts as late. */
  @Override
  public List<Overdue> overdue(Instant now) {
    LocalDate today = now.atZone(pack.zone()).toLocalDate();
    List<RightProjection.Right> late = rights.unexplained(today);
    Set<String> noted =
        new HashSet<>(misses.noted(late.stream().map(RightProjection.Right::id).toList()));
    return late.stream()
        .filter(right -> !noted.contains(right.id()))
        .map(right -> new Overdue("The explanation " + right.id(), () -> say(right)))
        .toList();
  }

  private void say(RightProjection.Right right) {
    ObligationMissed data =
        ObligationMissed.builder()
            .duty(ObligationMissed.Duty.RIGHT)
            .party(right.party())
            .dueOn(LocalDate.parse(right.dueOn()))
            .about(EventId.fromString(right.event()))
            .build();
    Event event = events.event(data, Map.of());
    if (events.storeWith(event, () -> misses.add(right.id(), event.id().value()))) {
      Optional<Logged> unused = events.publishStored(event);
    }
  }
}
