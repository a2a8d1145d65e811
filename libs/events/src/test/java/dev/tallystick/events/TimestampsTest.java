package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  @Test
  void parse_agreesWithTheCalendarOnEveryDay() {
    LocalDate end = LocalDate.of(2401, 1, 1);
    for (LocalDate day = LocalDate.of(1999, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      long millis = day.atTime(23, 59, 59, 987_000_000).toInstant(ZoneOffset.UTC).toEpochMilli();

      assertThat(Timestamps.parse(day + "T23:59:59.987Z")).hasValue(millis);
      assertThat(Timestamps.format(millis)).isEqualTo(day + "T23:59:59.987Z");
    }
  }

  @Test
  void parse_refusesDaysThatDoNotExist() {
    for (int year : new int[] {1900, 2000, 2023, 2024}) {
      for (int month = 0; month < 14; month++) {
        for (int day = 0; day < 33; day++) {
          String text = "%04d-%02d-%02dT00:00:00.000Z".formatted(year, month, day);
          assertThat(Timestamps.parse(text).isPresent()).as(text).isEqualTo(exists(text));
        }
      }
    }
  }

  private static boolean exists(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Test
  void parse_coversTheYearsOfFourDigits() {
    assertThat(Timestamps.parse("0001-01-01T00:00:00.000Z")).hasValue(-62_135_596_800_000L);
    assertThat(Timestamps.parse("9999-12-31T23:59:59.999Z")).hasValue(253_402_300_799_999L);
    assertThat(Timestamps.parse("0000-12-31T23:59:59.999Z")).isEmpty();
    assertThat(Timestamps.format(-62_135_596_800_000L)).isEqualTo("0001-01-01T00:00:00.000Z");
    assertThatThrownBy(() -> Timestamps.format(-62_135_596_800_001L)).hasMessageContaining("year");
    assertThatThrownBy(() -> Timestamps.format(253_402_300_800_000L)).hasMessageContaining("year");
  }

  @Test
  void parse_refusesEveryOtherFormOfTheSameTime() {
    for (String text :
        new String[] {
          "",
          "2024-11-12T08:00:00.001",
          "2024-11-12T08:00:00.001z",
          "2024-11-12t08:00:00.001Z",
          "2024-11-12T08:00:00,001Z",
          "2024-11-12T08:00:00.0010Z",
          "2024-11-12T08:00:00.01Z",
          "2024-11-12T08:00:00Z",
          "+2024-11-12T08:00:00.001Z",
          " 2024-11-12T08:00:00.001Z",
          "2024-11-12T08:00:00.001+00:00",
          "2024-11-12T24:00:00.000Z",
          "2024-11-12T08:60:00.000Z",
          "2024-11-12T08:00:60.000Z",
          "2024-11-12T08:00:00.-01Z",
          "٢٠٢٤-11-12T08:00:00.001Z",
        }) {
      assertThat(Timestamps.parse(text)).as(text).isEmpty();
    }
  }
}
