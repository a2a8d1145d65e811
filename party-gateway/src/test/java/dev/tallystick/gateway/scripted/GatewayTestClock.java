package dev.tallystick.gateway.scripted;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The machine's time and what a test has put ahead of it; never behind. One for the process, also
 * across class loaders.
 */
public final class GatewayTestClock extends Clock {
  private static final String AHEAD = "tallystick.test.gateway-clock-ahead-millis";

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
    return Clock.systemUTC()
        .instant()
        .plusMillis(Long.getLong(AHEAD, 0))
        .truncatedTo(ChronoUnit.MILLIS);
  }

  /** In tests the gateway lives by it. */
  @Singleton
  public static class Produced {
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Clock clock() {
      return new GatewayTestClock();
    }
  }
}
