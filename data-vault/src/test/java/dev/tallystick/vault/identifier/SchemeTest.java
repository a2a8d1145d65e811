package dev.tallystick.vault.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeTest {
  @ParameterizedTest
  @CsvSource({
    "ID_CARD, 11010119900101123x, 11010119900101123X",
    "ID_CARD, 1101 0119-9001 01123X, 11010119900101123X",
    "ID_CARD, １１０１０１１９９００１０１１２３Ｘ, 11010119900101123X",
    "PHONE, 138 0013 8000, +8613800138000",
    "PHONE, +86 (138) 0013-8000, +8613800138000",
    "PHONE, 0086.138.0013.8000, +8613800138000",
    "PHONE, +44 20 7946 0000, +442079460000",
    "CUSTOMER_NO, ' C-77/a ', C-77/a",
    "CUSTOMER_NO, c-77/a, c-77/a",
  })
  void spelling_isOneForEachNumber(Scheme scheme, String raw, String number) {
    assertThat(scheme.spelling(raw)).contains(number);
    assertThat(scheme.spelling(number)).contains(number);
  }

  @ParameterizedTest
  @CsvSource({
    "ID_CARD, 12345",
    "ID_CARD, 110101_19900101123X",
    "PHONE, 2079460000",
    "PHONE, +0123456789",
    "PHONE, 13800138000x",
    "CUSTOMER_NO, two words",
    "CUSTOMER_NO, ''",
  })
  void spelling_ofSomethingElse_isNone(Scheme scheme, String raw) {
    assertThat(scheme.spelling(raw)).isEmpty();
  }

  @Test
  void spelling_ofALongText_isNone() {
    assertThat(Scheme.CUSTOMER_NO.spelling("1".repeat(65))).isEmpty();
    assertThat(Scheme.ID_CARD.spelling(" ".repeat(200))).isEmpty();
  }

  @Test
  void message_keepsSchemesPlatformsAndNumbersApart() {
    assertThat(text(PersonIdentifier.of(Scheme.PHONE, "13800138000", "mall-east").orElseThrow()))
        .isEqualTo("PHONE\0+8613800138000");
    assertThat(text(PersonIdentifier.of(Scheme.CUSTOMER_NO, "C1", "mall-east").orElseThrow()))
        .isEqualTo("CUSTOMER_NO/mall-east\0C1");
    assertThat(PersonIdentifier.of(Scheme.CUSTOMER_NO, "C1", "")).isEmpty();
  }

  @Test
  void identifier_neverShowsItself() {
    assertThat(
            PersonIdentifier.of(Scheme.ID_CARD, "11010119900101123X", "").orElseThrow().toString())
        .doesNotContain("1101");
  }

  private static String text(PersonIdentifier identifier) {
    return new String(identifier.message(), StandardCharsets.UTF_8);
  }
}
