package dev.tallystick.bureau.background;

import dev.tallystick.events.append.Backoff;
import java.time.Duration;
import java.time.Instant;

/** When a call to another service is made again: ever later, five minutes at most, with jitter. */
public final class RetryBackoff {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final int MAX_DOUBLINGS = 30;
  private static final int REFUSALS = 20;

  private RetryBackoff() {}

  /**
   * The time of the next try.
   *
   * @param attempts how often it was tried before this time
   */
  public static Instant nextTry(Instant now, int attempts) {
    return now.plus(BACKOFF.jitteredPauseAfter(Math.min(attempts, MAX_DOUBLINGS) + 1));
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
