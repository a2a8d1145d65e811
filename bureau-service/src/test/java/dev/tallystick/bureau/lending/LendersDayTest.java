package dev.tallystick.bureau.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LendersDayTest {
  private static LocalDate latestAt(String instant) {
    return LendersDay.latest(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  /** On the islands where each day begins, 14 hours ahead. */
  @Test
  void latestDay_beginsTwoHoursBeforeNoonOfTheDayBefore() {
    assertThat(latestAt("2026-12-02T09:59:59.999Z")).isEqualTo("2026-12-02");
    assertThat(latestAt("2026-12-02T10:00:00Z")).isEqualTo("2026-12-03");
    assertThat(latestAt("2026-12-31T10:00:00Z")).isEqualTo("2027-01-01");
  }
}
