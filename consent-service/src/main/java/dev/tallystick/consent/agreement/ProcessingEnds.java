package dev.tallystick.consent.agreement;

import dev.tallystick.consent.duty.OverdueDuties;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.AgreementTerminated;
import dev.tallystick.rules.state.Agreement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agreements with processors whose term is over. The entry that says so is the one by which the
 * processor hears that it has to return or delete (R31). Nobody who decides waits for it: they look
 * at the instant.
 */
@Singleton
class ProcessingEnds implements OverdueDuties {
  private static final String GROUND = "The term is over.";

  private final ProcessingEndRepository ends;
  private final ConsentEventPublisher events;

  ProcessingEnds(ProcessingEndRepository ends, ConsentEventPublisher events) {
    this.ends = ends;
    this.events = events;
  }

  @Override
  public List<Overdue> overdue(Instant now) {
    return events.current().agreements().stream()
        .filter(
            agreement ->
                agreement.kind().equals("PROCESSING")
                    && !agreement.terminated()
                    && agreement.validToMillis() <= now.toEpochMilli())
        .map(agreement -> new Overdue("The agreement " + agreement.id(), () -> say(agreement)))
        .toList();
  }

  private void say(Agreement agreement) {
    Event event =
        events.event(
            new AgreementTerminated(
                new AgreementId(agreement.id()),
                agreement.provider(),
                agreement.receiver(),
                GROUND,
                agreement.provider()),
            Map.of());
    if (events.storeWith(
        event, () -> ends.add(agreement.id(), agreement.version(), event.id().value()))) {
      Optional<Logged> unused = events.publishStored(event);
    }
  }
}
