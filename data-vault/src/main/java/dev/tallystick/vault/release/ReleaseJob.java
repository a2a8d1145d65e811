package dev.tallystick.vault.release;

import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Runs, again and again, what must happen to releases while nobody asks. */
@Singleton
final class ReleaseJob {
  private static final Logger LOG = Logger.getLogger(ReleaseJob.class);

  private final ReleaseRecovery recovery;
  private final LateReleases late;
  private final SentReleases sent;
  private final AcknowledgementProjection acknowledgements;
  private final SignedRequests statements;

  ReleaseJob(
      ReleaseRecovery recovery,
      LateReleases late,
      SentReleases sent,
      AcknowledgementProjection acknowledgements,
      SignedRequests statements) {
    this.recovery = recovery;
    this.late = late;
    this.sent = sent;
    this.acknowledgements = acknowledgements;
    this.statements = statements;
  }

  /** The first run is at the start: it takes up what a crash has left. */
  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void settle() {
    try {
      recovery.settleLapsed();
    } finally {
      report();
    }
  }

  private void report() {
    // What was sent a moment ago is not late.
    sent.note();
    // What was acknowledged is not late either, and a crash may have taken back that it was.
    if (!late.isAny() || !acknowledgements.catchUp()) {
      return;
    }
    int reported = late.report();
    if (reported > 0) {
      LOG.warnf("%d releases were logged and not sent in time", reported);
    }
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  void wipe() {
    late.wipe();
    statements.forgetEnded();
  }
}
