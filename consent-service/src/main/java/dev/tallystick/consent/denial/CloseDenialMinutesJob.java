package dev.tallystick.consent.denial;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Closes the minutes of refusals that are over. */
@Singleton
class CloseDenialMinutesJob {
  private final RecordDenial denials;

  CloseDenialMinutesJob(RecordDenial denials) {
    this.denials = denials;
  }

  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    denials.closeMinutes();
  }
}
