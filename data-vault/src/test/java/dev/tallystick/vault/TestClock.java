package dev.tallystick.vault;

import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's time, moved forward as a test asks; the service and its log share it. */
public final class TestClock extends Clock {
  private static final TestClock INSTANCE = new TestClock();

  private volatile Duration ahead = Duration.ZERO;

  private TestClock() {}

  /** The one of this test run. */
  public static TestClock get() {
    return INSTANCE;
  }

  /** Lets time pass. Nothing turns it back: the log's times never go down. */
  public synchronized void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  /** Takes the place of the service's own clock. */
  @Mock
  @Singleton
  static final class Beans {
    @Produces
    @Mock
    @Singleton
    Clock clock() {
      return INSTANCE;
    }
  }
}
