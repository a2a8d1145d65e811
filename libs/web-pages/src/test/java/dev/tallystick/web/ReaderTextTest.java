package dev.tallystick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReaderTextTest {
  private static final Instant NOW = Instant.parse("2026-03-02T16:30:00Z");
  private final ReaderText english = in(Locale.ENGLISH);
  private final ReaderText chinese = in(Locale.CHINESE);

  @Test
  void money_isWrittenAsTheReaderWritesIt() {
    assertThat(english.money(100, "CNY")).isEqualTo("¥1.00");
    assertThat(chinese.money(123456, "CNY")).isEqualTo("1,234.56 元");
    assertThat(english.money(5, "JPY")).isEqualTo("5 JPY");
    assertThat(english.money(5, "???")).isEqualTo("5 ???");
  }

  @Test
  void moments_areToldFromTheReadersDay() {
    // Half past midnight of 3 March in Shanghai.
    assertThat(english.moment(NOW)).isEqualTo("today 00:30");
    assertThat(english.dayHeading(LocalDate.of(2026, 3, 2))).isEqualTo("Yesterday");
    assertThat(english.dayHeading(LocalDate.of(2026, 2, 28))).isEqualTo("Saturday 28 February");
    assertThat(chinese.day(LocalDate.of(2025, 12, 31))).isEqualTo("2025年12月31日");
    assertThat(english.exact(NOW)).isEqualTo("2026-03-03 00:30:00.000 +08:00");
  }

  @Test
  void periods_areToldInUnits() {
    assertThat(english.period("P1Y6M")).isEqualTo("1 year and 6 months");
    assertThat(chinese.period("P30D")).isEqualTo("30天");
    assertThat(english.period("soon")).isEqualTo("soon");
  }

  private static ReaderText in(Locale locale) {
    return new ReaderText(locale, ZoneId.of("Asia/Shanghai"), NOW);
  }
}
