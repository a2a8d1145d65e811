package dev.tallystick.audit.sequencing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The least time from the beginning of one batch to that of the next. A batch costs as much as some
 * eight entries, whatever is in it: its lock, its commit, its signature. Without a pace a log that
 * is half busy makes many batches of few entries and is all busy with them; with it, whoever comes
 * right after another batch waits a few milliseconds, and whoever comes alone waits for nothing.
 *
 * <p>For one thread.
 */
public final class Pace {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private long nextNanos;

  /**
   * A pace by this process's monotonic clock.
   *
   * @param interval from batch to batch; zero for none, a second at most
   */
  public Pace(Duration interval) {
    this(interval, System::nanoTime);
  }

  Pace(Duration interval, LongSupplier nanoTime) {
    if (interval.isNegative() || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "tallystick.audit.batch-interval must be between 0s and 1s, not " + interval);
    }
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong();
  }

  /**
   * How long the next batch has to wait if it is asked for now, in nanoseconds; 0 for not at all.
   */
  long waitNanos() {
    return Math.max(0, nextNanos - nanoTime.getAsLong());
  }

  /** The next batch begins now. */
  void begun() {
    nextNanos = nanoTime.getAsLong() + intervalNanos;
  }

  /** Waits until the next batch may begin. */
  void await() throws InterruptedException {
    for (long wait = waitNanos(); wait > 0; wait = waitNanos()) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }
}
