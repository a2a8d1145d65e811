package dev.tallystick.consent.state;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks whether entries that could not be read have been repaired. */
@Singleton
class ReadAgainJob {
  private final LiveState live;

  ReadAgainJob(LiveState live) {
    this.live = live;
  }

  @Scheduled(
      every = "${tallystick.unread.look-every:20s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() throws InterruptedException {
    live.readAgain();
  }
}
