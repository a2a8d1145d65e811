package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A clock that is set, beside one that nobody sets. */
class ClockSetBackTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T05:00:00Z"));
  private final AtomicLong nanos = new AtomicLong(-17);
  private final ClockSetBack watch = new ClockSetBack(new SetClock(), nanos::get);

  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    now.updateAndGet(instant -> instant.plus(time));
  }

  private void set(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Test
  void clock_thatGoesRight_isNeverBack() {
    for (int look = 0; look < 100; look++) {
      assertThat(watch.setBackMillis()).isBetween(-1L, 1L);
      pass(Duration.ofSeconds(2));
    }
  }

  @Test
  void clock_thatWasSetBack_isToldOnceByHowMuch() {
    assertThat(watch.setBackMillis()).isZero();
    pass(Duration.ofSeconds(2));
    set(HOUR);
    assertThat(watch.setBackMillis()).as("ahead").isCloseTo(-HOUR.toMillis(), within(1L));
    pass(Duration.ofMinutes(5));
    set(HOUR.negated());

    assertThat(watch.setBackMillis()).as("back").isCloseTo(HOUR.toMillis(), within(1L));
    pass(Duration.ofSeconds(2));
    assertThat(watch.setBackMillis()).isCloseTo(0L, within(1L));
  }
}
