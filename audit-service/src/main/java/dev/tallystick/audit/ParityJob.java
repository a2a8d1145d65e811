package dev.tallystick.audit;

import dev.tallystick.audit.parity.FollowParity;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Counts for the parity report. */
@Singleton
final class ParityJob {
  private final FollowParity parity;

  ParityJob(FollowParity parity) {
    this.parity = parity;
  }

  @Scheduled(
      every = "${tallystick.audit.parity.every}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    parity.look();
  }
}
