package dev.tallystick.quota;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock, which stands still until a test moves it. */
final class TestClock extends Clock {
  private volatile Instant now = Instant.parse("2026-03-01T08:00:00Z");

  void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  /** Makes it a bean. */
  @Singleton
  static final class Beans {
    @Produces
    @Singleton
    TestClock testClock() {
      return new TestClock();
    }
  }
}
