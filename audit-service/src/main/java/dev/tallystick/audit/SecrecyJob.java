package dev.tallystick.audit;

import dev.tallystick.audit.secrecy.WatchSeals;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Opens sealed entries when their time has come. */
@Singleton
final class SecrecyJob {
  private final WatchSeals seals;

  SecrecyJob(WatchSeals seals) {
    this.seals = seals;
  }

  @Scheduled(
      every = "${tallystick.audit.secrecy.every}",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void open() {
    boolean unused = seals.look();
  }
}
