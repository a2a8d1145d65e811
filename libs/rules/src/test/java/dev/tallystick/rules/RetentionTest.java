package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void find_readsWhatTheJdkReads() {
    String[] texts = {
      "P0D",
      "P1D",
      "P090D",
      "P90D",
      "P2Y",
      "P18M",
      "P4W",
      "P999999D",
      "P1234567D",
      "P1Y6M",
      "P-1D",
      "-P1D",
      "P+7D",
      "p90d",
      "P2y"
    };
    for (String text : texts) {
      assertThat(Retention.find(text).map(Retention::days)).as(text).contains(Period.parse(text));
    }
  }

  @Test
  void find_givesNothingForWhatIsNoPeriod() {
    String[] texts = {"", "P", "PD", "90D", "P90", "P9 D", "P٩D", "PTX", "P1DT", "P99999999999D"};
    for (String text : texts) {
      // An empty period with nothing after it is none at all, and holds nothing.
      assertThat(Retention.find(text).filter(r -> !r.days().isZero())).as(text).isEmpty();
    }
  }

  @Test
  void end_isByTheCalendarOfTheZone_andHoursBeyond() {
    long begin = Instant.parse("2026-01-31T16:30:00Z").toEpochMilli();

    Instant month = Instant.ofEpochMilli(Retention.find("P1M").orElseThrow().end(begin, SHANGHAI));
    assertThat(month).isEqualTo("2026-02-28T16:30:00Z");
    Retention hours = Retention.find("P1DT12H").orElseThrow();
    assertThat(hours.time()).isEqualTo(Duration.ofHours(12));
    assertThat(Instant.ofEpochMilli(hours.end(begin, SHANGHAI))).isEqualTo("2026-02-02T04:30:00Z");
  }

  @Test
  void end_isAtOnceIfThereIsNoTimeSoLate() {
    assertThat(Retention.find("P999999999Y").orElseThrow().end(7, SHANGHAI)).isEqualTo(7);
  }
}
