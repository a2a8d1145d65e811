package dev.tallystick.consent.obligation;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationMissed;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says in the log when a day has passed without the deed. */
@Singleton
class MissedObligationsJob {
  private static final Logger LOG = Logger.getLogger(MissedObligationsJob.class);

  private final ObligationProjection obligations;
  private final ObligationMissRepository misses;
  private final ConsentEventPublisher events;
  private final PackInForce pack;
  private final Clock clock;

  MissedObligationsJob(
      ObligationProjection obligations,
      ObligationMissRepository misses,
      ConsentEventPublisher events,
      PackInForce pack,
      Clock clock) {
    this.obligations = obligations;
    this.misses = misses;
    this.events = events;
    this.pack = pack;
    this.clock = clock;
  }

  /** Says of every party whose day has passed that it is not done. */
  @Scheduled(
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      reportMissedObligations(clock.instant());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("Missed obligations are reported once the log can be written again");
    }
  }

  /** Once the last day is over, and the minutes in which commitments are opened. */
  void reportMissedObligations(Instant now) {
    LocalDate today = now.atZone(pack.zone()).toLocalDate();
    for (Obligation obligation : obligations.all()) {
      if (obligation.dueOn().isBefore(today) && !now.isBefore(obligation.closesAt())) {
        obligation.standings().keySet().forEach(party -> report(obligation, party, now));
      }
    }
  }

  /** One that fails keeps no other back. */
  private void report(Obligation obligation, String party, Instant now) {
    try {
      missed(obligation, party, now);
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The obligation %s of %s is reported later", obligation.id(), party);
    }
  }

  private void missed(Obligation obligation, String party, Instant now) {
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
