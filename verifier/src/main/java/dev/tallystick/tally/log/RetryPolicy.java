package dev.tallystick.tally.log;

import dev.tallystick.events.append.Backoff;
import java.time.Duration;

/**
 * How long a web server is waited for.
 *
 * @param tries how often a request is sent at most
 * @param pause how long to wait before the second try at most; doubled before each further one
 * @param timeout how long one try may take, body included
 */
public record RetryPolicy(int tries, Duration pause, Duration timeout) {
  private static final int LONGEST_TO_FIRST = 1 << 10;

  /** Refuses numbers that would mean not to ask at all. */
  public RetryPolicy {
    if (tries < 1 || pause.isNegative() || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("at least one try, and time for it");
    }
  }

  /** Returns how long to wait after this many failed tries. */
  Duration pauseAfter(int failed) {
    return pause.isZero()
        ? pause
        : new Backoff(pause, pause.multipliedBy(LONGEST_TO_FIRST)).jitteredPauseAfter(failed);
  }
}
