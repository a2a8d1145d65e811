package dev.tallystick.houserules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. Safe for threads. */
public final class TestClock extends Clock {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

  private final InstantSource base;
  private Duration ahead = Duration.ZERO;

  private TestClock(InstantSource base) {
    this.base = base;
  }

  /** A clock that stands still until it is moved. */
  public static TestClock standing() {
    return new TestClock(InstantSource.fixed(MORNING));
  }

  /** The machine's time, off by as much as the test says. */
  public static TestClock running() {
    return new TestClock(InstantSource.system());
  }

  /** Another's time, until it is moved. */
  public static TestClock of(InstantSource base) {
    return new TestClock(base);
  }

  /** Lets time pass. */
  public synchronized void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** Puts it ahead of where it began, or behind; whatever it was moved by before. */
  public synchronized void moveTo(Duration offset) {
    ahead = offset;
  }

  @Override
  public synchronized Instant instant() {
    return base.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a test asks for instants");
  }
}
