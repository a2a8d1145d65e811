package dev.tallystick.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a period is, and which of two is the longer one on every day. */
class RetentionPeriodTest {
  private static boolean isWithin(String period, String longest) {
    return RetentionPeriod.parse(period)
        .orElseThrow()
        .isWithin(RetentionPeriod.parse(longest).orElseThrow());
  }

  @Test
  void periodThatIsNoneOrBeyondAnyTime_isNotRead() {
    for (String text : new String[] {"P0D", "P-1Y", "PT5H", "P300000Y", "P99999999999Y", "P101Y"}) {
      assertThat(RetentionPeriod.parse(text)).as(text).isEmpty();
    }
    assertThat(RetentionPeriod.parse("P100Y")).isPresent();
  }

  @Test
  void month_isAsLongAsItsShortest() {
    assertThat(isWithin("P31D", "P1M")).isFalse();
    assertThat(isWithin("P28D", "P1M")).isTrue();
    assertThat(isWithin("P1M", "P1M")).isTrue();
    assertThat(isWithin("P12M", "P1Y")).isTrue();
    assertThat(isWithin("P366D", "P1Y")).isFalse();
    assertThat(isWithin("P1M", "P31D")).isTrue();
  }
}
