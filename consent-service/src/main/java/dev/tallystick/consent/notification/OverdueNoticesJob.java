package dev.tallystick.consent.notification;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ObligationMissed;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says in the log of every holder whose day has passed that it did not answer. */
@Singleton
class OverdueNoticesJob {
  private static final Logger LOG = Logger.getLogger(OverdueNoticesJob.class);
  private static final int BATCH_SIZE = 100;

  private final StopNoticeRepository notices;
  private final StopNotices days;
  private final ConsentEventPublisher events;
  private final SendStopNotice outcomes;

  OverdueNoticesJob(
      StopNoticeRepository notices,
      StopNotices days,
      ConsentEventPublisher events,
      SendStopNotice outcomes) {
    this.notices = notices;
    this.days = days;
    this.events = events;
    this.outcomes = outcomes;
  }

  @Scheduled(
      every = "60s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      reportOverdueNotices(days.today());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("Overdue notices are reported once the log can be written again");
    }
  }

  void reportOverdueNotices(LocalDate today) {
    int failed = 0;
    List<StopNotice> some = notices.overdue(today, failed, BATCH_SIZE);
    while (!some.isEmpty()) {
      for (StopNotice late : some) {
        failed += isReported(late) ? 0 : 1;
      }
      // What was reported is overdue no more; what failed stands before the others.
      some = notices.overdue(today, failed, BATCH_SIZE);
    }
  }

  /** One that fails keeps no other back. */
  private boolean isReported(StopNotice late) {
    try {
      report(late);
      return true;
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The notice %s is reported later", late.notification());
      return false;
    }
  }

  private void report(StopNotice late) {
    ObligationMissed data =
        ObligationMissed.builder()
            .duty(ObligationMissed.Duty.DOWNSTREAM)
            .party(late.to())
            .dueOn(late.dueOn())
            .about(new EventId(late.event()))
            .build();
    Event event = events.event(data, Map.of());
    if (events.storeWith(event, () -> notices.miss(late.notification(), event.id().value()))) {
      Optional<Logged> unused = events.publishStored(event, outcomes);
    }
  }
}
