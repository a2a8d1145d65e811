package dev.tallystick.gateway.work;

import dev.tallystick.events.append.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a call is made again: ever later, a minute at most unless the other side asks for more. */
public final class NextTry {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
  private static final int MAX_DOUBLINGS = 20;

  private NextTry() {}

  /**
   * The time of the next try.
   *
   * @param attempts how often it was tried before this time
   * @param asked how long the other side wants to be left alone
   */
  public static Instant after(Instant now, int attempts, Optional<Duration> asked) {
    Duration own = BACKOFF.jitteredPauseAfter(Math.min(attempts, MAX_DOUBLINGS) + 1);
    return now.plus(asked.filter(wait -> wait.compareTo(own) > 0).orElse(own));
  }
}
