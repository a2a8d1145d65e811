package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What requests are held against is what events are held against. */
class SubjectFormTest {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final Pattern REGEX = Pattern.compile(SubjectForm.REGEX);

  private final Predicate<String> kind = TextForms.named("subject");

  @Test
  void regex_takesTheLastCharactersThatHoldTwoSpareBits() {
    for (int i = 0; i < BASE32.length(); i++) {
      String token = "sub_" + "m".repeat(25) + BASE32.charAt(i);

      assertThat(REGEX.matcher(token).matches())
          .as(token)
          .isEqualTo(i % 4 == 0)
          .isEqualTo(kind.test(token));
    }
  }

  @Test
  void regex_takesNothingElse() {
    String token = "sub_" + "m".repeat(25) + "a";
    for (String other :
        new String[] {
          token + "a", token.substring(1), token.toUpperCase(Locale.ROOT), "", token + "\n"
        }) {
      assertThat(REGEX.matcher(other).matches()).as(other).isFalse();
      assertThat(kind.test(other)).as(other).isFalse();
    }
  }
}
