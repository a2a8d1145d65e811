package dev.tallystick.consent.auditing;

import dev.tallystick.consent.state.AuditUnavailableProblem;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** Says in the log when the day has passed by which a party should have reported an audit. */
@Singleton
class MissedAuditsJob {
  private static final Logger LOG = Logger.getLogger(MissedAuditsJob.class);

  private final AuditProjection audits;
  private final ReportedRun runs;
  private final Clock clock;

  MissedAuditsJob(AuditProjection audits, ReportedRun runs, Clock clock) {
    this.audits = audits;
    this.runs = runs;
    this.clock = clock;
  }

  @Scheduled(
      every = "60s",
      delayed = "35s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      reportMissedAudits(clock.instant());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("Missed audits are reported once the log can be written again");
    }
  }

  /** The first moment of the day after the last one counts as late. */
  void reportMissedAudits(Instant now) {
    LocalDate today = now.atZone(runs.zone()).toLocalDate();
    for (AuditedParty party : audits.all()) {
      if (!party.missed()) {
        audits.dueOn(party).filter(today::isAfter).ifPresent(dueOn -> report(party, dueOn));
      }
    }
  }

  /** One that fails keeps no other back. */
  private void report(AuditedParty party, LocalDate dueOn) {
    try {
      runs.storeMissed(party, dueOn);
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The missed audit of %s is reported later", party.party());
    }
  }
}
