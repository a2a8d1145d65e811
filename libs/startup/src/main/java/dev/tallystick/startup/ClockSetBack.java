package dev.tallystick.startup;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Ends a service whose clock was set back, so that whatever supervises it starts it again. Jobs
 * that come every few seconds, and answers that are kept for a time, go by the clock: they would
 * stand still for as long as it had been ahead. A clock that goes ahead only makes them come at
 * once.
 */
@Singleton
final class ClockSetBack {
  private static final Logger LOG = Logger.getLogger(ClockSetBack.class);

  /** The exit code of a service that ended for this. */
  static final int EXIT_CODE = 75;

  /** As far as the log lets clocks be apart; jobs may be late by that. */
  private static final long TOLERANCE_MILLIS = 30_000;

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Clock clock;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread made = new Thread(run, "clock-set-back");
            made.setDaemon(true);
            return made;
          });
  private long lastDifference = Long.MIN_VALUE;

  @Inject
  ClockSetBack(Clock clock) {
    this(clock, System::nanoTime);
  }

  /**
   * Compares two clocks.
   *
   * @param nanos a clock that nobody sets
   */
  ClockSetBack(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Not in tests, whose clocks move at will. */
  void onStart(@Observes StartupEvent start) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      ScheduledFuture<?> unused =
          thread.scheduleWithFixedDelay(
              this::endIfSetBack, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void endIfSetBack() {
    long back = setBackMillis();
    if (back > TOLERANCE_MILLIS) {
      LOG.errorf("The clock was set back by %d ms: the service ends, to be started again", back);
      Quarkus.asyncExit(EXIT_CODE);
    }
  }

  /** By how much the clock has gone back since the last look; less than 0 if it went ahead. */
  long setBackMillis() {
    long difference = clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    long back = lastDifference == Long.MIN_VALUE ? 0 : lastDifference - difference;
    lastDifference = difference;
    return back;
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
