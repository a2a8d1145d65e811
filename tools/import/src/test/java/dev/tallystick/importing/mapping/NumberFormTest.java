package dev.tallystick.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormTest {
  private static final NumberForm CONTINENTAL = new NumberForm(',', '.', "€");

  @ParameterizedTest
  @CsvSource({"2.55,2.55", "-6,-6", "1.50-,-1.50", "(3.2),-3.2", "+7,7", "5.,5"})
  void parse_readsWhatProgramsWrite(String text, String number) throws RowRefusedException {
    assertThat(NumberForm.PLAIN.parse(text, "c")).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1.234,56 €|1234.56", "€ -0,5|-0.5", "12|12", "1.000.000|1000000", "−3,5 €|-3.5"})
  void parse_readsOtherMarks(String text, String number) throws RowRefusedException {
    assertThat(CONTINENTAL.parse(text, "c")).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1,5", "1e5", "0x1", "NaN", "1.2.3", "--1", "½", "12345678901234567890"})
  void parse_ofNoNumber_isRefused(String text) {
    assertThatThrownBy(() -> NumberForm.PLAIN.parse(text, "c")).hasMessage("NUMBER_INVALID c");
  }

  @Test
  void unit_roundsAmountsAtTheEndAndRefusesParts() throws RowRefusedException {
    Unit pence = Unit.minorOf(Currency.getInstance("GBP"));

    assertThat(pence.of(new BigDecimal("2.555"), "c")).isEqualTo(256);
    assertThat(pence.of(new BigDecimal("-2.555"), "c")).isEqualTo(-256);
    assertThat(Unit.minorOf(Currency.getInstance("JPY")).of(BigDecimal.TEN, "c")).isEqualTo(10);
    assertThat(Unit.WHOLE.of(new BigDecimal("17850.0"), "c")).isEqualTo(17850);
    assertThatThrownBy(() -> Unit.WHOLE.of(new BigDecimal("0.5"), "c"))
        .hasMessage("NUMBER_NOT_WHOLE c");
    assertThatThrownBy(() -> pence.of(new BigDecimal("1e15"), "c"))
        .hasMessage("NUMBER_TOO_LARGE c");
  }
}
