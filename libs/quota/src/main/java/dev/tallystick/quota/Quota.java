package dev.tallystick.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a holder may do in a window. Windows begin at multiples of their length since 1970, UTC,
 * so all replicas have the same ones.
 *
 * @param name by which it is counted, such as {@code appends}
 * @param limit what is granted in a window
 * @param window a day at most, since counts are kept no longer than two
 */
public record Quota(String name, int limit, Duration window) {
  private static final Duration DAY = Duration.ofDays(1);

  public Quota {
    if (limit < 1 || window.isNegative() || window.isZero() || window.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("no quota: " + name);
    }
  }

  /** A quota for each minute. */
  public static Quota perMinute(String name, int limit) {
    return new Quota(name, limit, Duration.ofMinutes(1));
  }

  /** A quota for each day. */
  public static Quota perDay(String name, int limit) {
    return new Quota(name, limit, DAY);
  }

  /** When the window of an instant began. */
  Instant windowOf(Instant now) {
    long length = window.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length);
  }
}
