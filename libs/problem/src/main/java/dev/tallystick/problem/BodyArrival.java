package dev.tallystick.problem;

import java.time.Duration;

/**
 * How one body keeps to its rule: the bytes that have come, against the time for which the service
 * has waited for them. Safe for threads. Times are those of {@link System#nanoTime}.
 */
final class BodyArrival {
  private static final double NANOS = 1e9;

  private final BodyRule rule;
  private final long window;
  private final boolean streamed;
  private final long begun;
  private long waited;
  private long waitingSince;
  private boolean waiting;
  private long windowBegun;
  private long windowBytes;

  /**
   * A body whose head has arrived.
   *
   * @param window over how long the rate is taken
   * @param streamed whether its reader tells when it waits; otherwise the service waits all along
   */
  BodyArrival(BodyRule rule, Duration window, boolean streamed, long now) {
    this.rule = rule;
    this.window = window.toNanos();
    this.streamed = streamed;
    this.begun = now;
  }

  /** The reader asks for more. */
  synchronized void await(long now) {
    waiting = true;
    waitingSince = now;
  }

  /** The reader has got something, or gives up. */
  synchronized void served(long now) {
    if (waiting) {
      waited += now - waitingSince;
      waiting = false;
    }
  }

  /** Whether the sender has been too slow, with so many bytes of the body here by now. */
  synchronized boolean isTooSlow(long bytes, long now) {
    if (now - begun > rule.within().toNanos()) {
      return true;
    }
    long time = waitedUntil(now);
    if (time - windowBegun < window) {
      return false;
    }
    double least = rule.bytesPerSecond() * ((time - windowBegun) / NANOS);
    boolean slow = bytes - windowBytes < least;
    windowBegun = time;
    windowBytes = bytes;
    return slow;
  }

  private long waitedUntil(long now) {
    if (!streamed) {
      return now - begun;
    }
    return waiting ? waited + (now - waitingSince) : waited;
  }
}
