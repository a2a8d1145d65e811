package dev.tallystick.consent.auditing;

import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AuditReported;
import dev.tallystick.events.type.ObligationMissed;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Says of an audit in the log that it was held, or that it was missed: each once. */
@Singleton
class ReportedRun {
  private final AuditRunRepository runs;
  private final ConsentEventPublisher events;
  private final PackInForce pack;

  ReportedRun(AuditRunRepository runs, ConsentEventPublisher events, PackInForce pack) {
    this.runs = runs;
    this.events = events;
    this.pack = pack;
  }

  /** An entry, and its place if the log has it by now. */
  record Reported(EventId event, Optional<Logged> logged) {}

  /** What the log says, no older than this call. */
  State fresh() {
    return events.fresh();
  }

  /** The day where the pack in force is at home. */
  LocalDate today() {
    return pack.today();
  }

  ZoneId zone() {
    return pack.zone();
  }

  /** Stores a report; of two at once one is refused. */
  Reported store(AuditReported report) {
    Event event = events.event(report, Map.of());
    if (!events.storeWith(
        event,
        () -> runs.add(report.party(), Math.toIntExact(report.run()), false, event.id().value()))) {
      throw LogProblemCode.FIELD_INVALID.problem("run", "reported-once");
    }
    return new Reported(event.id(), events.publishStored(event));
  }

  /** Stores that the next audit of a party was not reported in time, unless that was said. */
  void storeMissed(AuditedParty party, LocalDate dueOn) {
    Event event =
        events.event(
            ObligationMissed.builder()
                .duty(ObligationMissed.Duty.AUDIT)
                .party(party.party())
                .dueOn(dueOn)
                .about(EventId.fromString(party.since().event()))
                .build(),
            Map.of());
    if (events.storeWith(
        event, () -> runs.add(party.party(), party.nextRun(), true, event.id().value()))) {
      Optional<Logged> unused = events.publishStored(event);
    }
  }
}
