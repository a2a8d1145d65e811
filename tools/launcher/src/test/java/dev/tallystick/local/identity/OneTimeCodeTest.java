package dev.tallystick.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
  private static final String SECRET = "12345678901234567890";

  /** RFC 6238, appendix B, cut to six digits. */
  @Test
  void code_isThatOfTheStandard() {
    assertThat(code(59)).isEqualTo("287082");
    assertThat(code(1111111109)).isEqualTo("081804");
    assertThat(code(1234567890)).isEqualTo("005924");
    assertThat(code(20000000000L)).isEqualTo("353130");
  }

  @Test
  void code_isTheSameForHalfAMinute() {
    assertThat(code(60)).isEqualTo(code(89)).isNotEqualTo(code(90));
  }

  /** RFC 4648, section 10. */
  @Test
  void secret_forApps_isBase32() {
    assertThat(OneTimeCode.forApps("foobar")).isEqualTo("MZXW6YTBOI");
    assertThat(OneTimeCode.forApps("foob")).isEqualTo("MZXW6YQ");
    assertThat(OneTimeCode.forApps("fooba")).isEqualTo("MZXW6YTB");
  }

  private static String code(long seconds) {
    return OneTimeCode.at(SECRET, Instant.ofEpochSecond(seconds));
  }
}
