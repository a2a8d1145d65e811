package dev.tallystick.bureau.market;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The machine's time and what a test has put ahead of it; never behind. One for the process, also
 * across class loaders.
 */
public final class MovableClock extends Clock {
  private static final String AHEAD = "tallystick.test.clock-ahead-millis";

  /** Lets time pass. */
  public static void pass(Duration time) {
    System.setProperty(AHEAD, Long.toString(Long.getLong(AHEAD, 0) + time.toMillis()));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plusMillis(Long.getLong(AHEAD, 0));
  }
}
