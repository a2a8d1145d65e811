package dev.tallystick.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuuu-MM-dd HH:mm:ss | 2026-07-01 09:30:00 | 2026-07-01T07:30:00Z",
        "d.M.yyyy            | 3.2.2026            | 2026-02-02T23:00:00Z",
        "d MMM uuuu          | 3 feb 2026          | 2026-02-02T23:00:00Z",
        "M/d/uuuu h:mm a     | 2/3/2026 1:05 PM    | 2026-02-03T12:05:00Z",
        "uuuu-MM-dd'T'HH:mmXXX | 2026-02-03T10:00-05:00 | 2026-02-03T15:00:00Z"
      })
  void pattern_isReadInTheZone(String pattern, String text, String instant) throws Exception {
    assertThat(TimeForm.pattern(pattern.strip(), VIENNA, Locale.ENGLISH).parse(text.strip(), "c"))
        .hasToString(instant.strip());
  }

  private static TimeForm counted(TimeForm.Count count) {
    return TimeForm.counted(count, new NumberForm(',', '.', ""), VIENNA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "46023         | 2025-12-31T23:00:00Z",
        "46023,7708333333 | 2026-01-01T17:30:00Z",
        "46204,5       | 2026-07-01T10:00:00Z",
        "61            | 1900-02-28T23:00:00Z"
      })
  void excel_countsLocalDays(String text, String instant) throws Exception {
    assertThat(counted(TimeForm.Count.EXCEL).parse(text.strip(), "c")).hasToString(instant.strip());
  }

  /** Spreadsheets have a 29 February 1900, so that nobody can say which day is meant before. */
  @ParameterizedTest
  @ValueSource(strings = {"60", "0", "-1", "999999999", "2026-01-01"})
  void whatIsNoDayOfASpreadsheet_isRefused(String text) {
    assertThatThrownBy(() -> counted(TimeForm.Count.EXCEL).parse(text, "c"))
        .hasMessage("TIME_INVALID c");
  }

  @Test
  void epochAndIso_needNoZone() throws Exception {
    assertThat(counted(TimeForm.Count.SECONDS).parse("1767225600", "c"))
        .hasToString("2026-01-01T00:00:00Z");
    assertThat(counted(TimeForm.Count.SECONDS).parse("1767225600.2509", "c"))
        .hasToString("2026-01-01T00:00:00.250Z");
    assertThat(counted(TimeForm.Count.MILLIS).parse("1767225600001", "c"))
        .hasToString("2026-01-01T00:00:00.001Z");
    assertThat(TimeForm.iso(VIENNA).parse("2026-01-01T01:00:00+01:00", "c"))
        .hasToString("2026-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-02-30", "0000-01-01", "9999-12-31", "26-01-01", "2026-1-1"})
  void whatIsNoDayOfARecord_isRefused(String text) {
    TimeForm days = TimeForm.pattern("uuuu-MM-dd", ZoneOffset.UTC, Locale.ENGLISH);

    assertThatThrownBy(() -> days.parse(text, "c")).hasMessage("TIME_INVALID c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-99999999999999", "1e9", "soon"})
  void whatIsNoEpoch_isRefused(String text) {
    assertThatThrownBy(() -> counted(TimeForm.Count.SECONDS).parse(text, "c"))
        .hasMessage("TIME_INVALID c");
  }
}
