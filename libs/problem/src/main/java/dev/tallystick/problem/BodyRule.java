package dev.tallystick.problem;

import java.time.Duration;

/**
 * How large the bodies of one path may be, and how fast they must arrive. A bean of this type is a
 * rule for a path whose bodies a resource reads as a stream, by {@link BodyWatch#awaited}.
 *
 * @param path without a query
 * @param maxBytes the largest body
 * @param within how long a body may take, from its head to its last byte
 * @param bytesPerSecond the least that arrives in a second for which the service waits
 */
public record BodyRule(String path, long maxBytes, Duration within, long bytesPerSecond) {
  /** Refuses what no body could keep. */
  public BodyRule {
    if (maxBytes < 0 || bytesPerSecond < 1 || within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("room and time for a body, and a rate above zero");
    }
  }
}
