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

  MissedObligationsJob(
      ObligationProjection obligations,
      ObligationMissRepository misses,
      ConsentEventPublisher events,
      PackInForce pack) {
    this.obligations = obligations;
    this.misses = misses;
    this.events = events;
    this.pack = pack;
  }

  /** Says of every party whose day has passed that it is not done. */
  @Scheduled(
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      reportMissedObligations(pack.today());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("Missed obligations are reported once the log can be written again");
    }
  }

  void reportMissedObligations(LocalDate today) {
    for (Obligation obligation : obligations.all()) {
      if (obligation.dueOn().isBefore(today)) {
        obligation.standings().forEach((party, standing) -> report(obligation, party, standing));
      }
    }
  }

  /** One that fails keeps no other back. */
  private void report(Obligation obligation, String party, Standing standing) {
    try {
      missed(obligation, party, standing);
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The obligation %s of %s is reported later", obligation.id(), party);
    }
  }

  private void missed(Obligation obligation, String party, Standing standing) {
    if (standing.missed() || standing.status() == ObligationStatus.DONE) {
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
