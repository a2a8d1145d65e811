package dev.tallystick.bureau.background;

import java.time.Duration;
import java.time.Instant;

/** Exponential backoff of calls to another service, capped at five minutes. */
public final class RetryBackoff {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;
  private static final int REFUSALS = 20;

  private RetryBackoff() {}

  /**
   * The time of the next try.
   *
   * @param attempts how often it was tried before this time
   */
  public static Instant nextTry(Instant now, int attempts) {
    Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
    return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  /**
   * Whether a refusal is worth another try: it may be of a key, a party or a notice that the other
   * service learns of a little later.
   *
   * @param attempts how often it was tried before this time
   */
  public static boolean isLeft(int attempts) {
    return attempts < REFUSALS;
  }
}
