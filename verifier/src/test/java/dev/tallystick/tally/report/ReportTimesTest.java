package dev.tallystick.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Timestamps;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportTimesTest {
  private static final long LAST = 253_402_300_799_999L;

  @Test
  void utcMillis_isWrittenAsInEvents() {
    new Random(1)
        .longs(10_000, 0, LAST)
        .forEach(
            millis ->
                assertThat(ReportTimes.utcMillis(millis)).isEqualTo(Timestamps.format(millis)));
    assertThat(ReportTimes.utcMillis(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(ReportTimes.utcMillis(LAST)).isEqualTo("9999-12-31T23:59:59.999Z");
  }

  @Test
  void utc_isANumberBeyondTheYear9999() {
    assertThat(ReportTimes.utcMillis(LAST + 1)).isEqualTo("253402300800000 ms after 1970");
    assertThat(ReportTimes.utcMillis(-1)).isEqualTo("-1 ms after 1970");
    assertThat(ReportTimes.utcSeconds(Long.MAX_VALUE))
        .isEqualTo("9223372036854775807 s after 1970");
    assertThat(ReportTimes.utcSeconds(1_767_324_900)).isEqualTo("2026-01-02T03:35:00Z");
  }
}
