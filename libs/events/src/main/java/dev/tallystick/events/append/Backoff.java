package dev.tallystick.events.append;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff: the pause doubles with each failure, up to a cap.
 *
 * @param first the pause after the first failure
 * @param cap the longest pause
 */
public record Backoff(Duration first, Duration cap) {
  private static final int MAX_DOUBLINGS = 30;

  /** Refuses pauses that are no pauses. */
  public Backoff {
    if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("a first pause above zero, and a cap not below it");
    }
  }

  /** The pause after this many failures; the first pause for one or none. */
  public Duration pauseAfter(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
    Duration pause = Duration.ofMillis(first.toMillis() << doublings);
    return pause.compareTo(cap) < 0 ? pause : cap;
  }

  /**
   * Between half of that pause and all of it, drawn at random: callers that failed together do not
   * come back together.
   */
  public Duration jitteredPauseAfter(int failures) {
    long most = pauseAfter(failures).toMillis();
    return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
