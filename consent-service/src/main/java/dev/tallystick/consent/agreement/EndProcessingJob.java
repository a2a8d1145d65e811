package dev.tallystick.consent.agreement;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.rules.state.Agreement;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Says in the log that the term of an agreement with a processor is over: the entry by which the
 * processor hears that it has to return or delete (R31). Nobody who decides waits for it: they look
 * at the instant.
 */
@Singleton
class EndProcessingJob {
  private static final Logger LOG = Logger.getLogger(EndProcessingJob.class);

  private final Agreements agreements;
  private final ConsentEventPublisher events;
  private final Clock clock;

  EndProcessingJob(Agreements agreements, ConsentEventPublisher events, Clock clock) {
    this.agreements = agreements;
    this.events = events;
    this.clock = clock;
  }

  @Scheduled(
      every = "60s",
      delayed = "40s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    try {
      end(clock.millis());
    } catch (AuditUnavailableProblem away) {
      LOG.debug("The ends of agreements are said once the log can be written again");
    }
  }

  /** Ends what was over at this time. */
  void end(long millis) {
    for (Agreement agreement : events.current().agreements()) {
      boolean over =
          agreement.kind().equals("PROCESSING")
              && !agreement.terminated()
              && agreement.validToMillis() <= millis;
      if (over) {
        end(agreement);
      }
    }
  }

  /** One that fails keeps no other back. */
  private void end(Agreement agreement) {
    try {
      Logged unused = agreements.terminate(agreement, "The term is over.", agreement.provider());
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (ConsentProblem | IllegalStateException e) {
      LOG.warnf("The end of agreement %s is said later: %s", agreement.id(), e.getMessage());
    }
  }
}
