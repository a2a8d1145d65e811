package dev.tallystick.consent.duty;

import dev.tallystick.consent.state.AuditUnavailableProblem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Has every feature say in the log which duties are over. One that fails keeps no other back, and
 * is tried again a minute later; all wait while the log cannot be written.
 */
@Singleton
public class DutySweep {
  private static final Logger LOG = Logger.getLogger(DutySweep.class);

  private final Instance<OverdueDuties> features;
  private final Clock clock;

  DutySweep(@Any Instance<OverdueDuties> features, Clock clock) {
    this.features = features;
    this.clock = clock;
  }

  @Scheduled(
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    Instant now = clock.instant();
    features.forEach(feature -> sweep(feature, now));
  }

  /** Goes through what is over in one feature. */
  public void sweep(OverdueDuties feature, Instant now) {
    try {
      feature.overdue(now).forEach(DutySweep::say);
    } catch (AuditUnavailableProblem away) {
      LOG.debug("What is over is said once the log can be written again");
    } catch (RuntimeException fault) {
      LOG.error("What is over is looked for later", fault);
    }
  }

  private static void say(OverdueDuties.Overdue duty) {
    try {
      duty.say().run();
    } catch (AuditUnavailableProblem forAll) {
      throw forAll;
    } catch (RuntimeException fault) {
      LOG.errorf(fault, "%s is said to be over later", duty.what());
    }
  }
}
