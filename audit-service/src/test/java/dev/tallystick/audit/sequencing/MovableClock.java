package dev.tallystick.audit.sequencing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, off by as much as a test says. */
public class MovableClock extends Clock {
  private final Clock system = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;

  void moveBy(Duration newOffset) {
    offset = newOffset;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    offset = offset.plus(time);
  }

  @Override
  public Instant instant() {
    return system.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return system.withZone(zone);
  }
}
