package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoteTextTest {
  /** White_Space of the Unicode character database, above the control characters of ASCII. */
  private static final int[] SPACES = {
    0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007,
    0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000
  };

  @Test
  void isKeyName_refusesEverySpaceThePlusSignAndControlCharacters() {
    for (int c : IntStream.concat(IntStream.of(SPACES), IntStream.range(0, 0x20)).toArray()) {
      assertThat(NoteText.isKeyName("a" + Character.toString(c) + "b")).as("U+%04X", c).isFalse();
    }
    assertThat(NoteText.isKeyName("a+b")).isFalse();
    assertThat(NoteText.isKeyName("")).isFalse();
    assertThat(NoteText.isKeyName("half a pair:\udc00".replace(" ", ""))).isFalse();
  }

  @Test
  void isKeyName_takesEverythingElse() {
    for (String name :
        new String[] {"stick.example/log", "é∎", "\ud83c\udf33", "a\u200bb", "=/-"}) {
      assertThat(NoteText.isKeyName(name)).as(name).isTrue();
    }
  }

  @Test
  void isText_refusesControlCharactersOtherThanNewline() {
    for (int c = 0; c < 0x20; c++) {
      assertThat(NoteText.isText("a" + (char) c)).as("U+%04X", c).isEqualTo(c == '\n');
    }
    assertThat(NoteText.isText("\ud83c")).isFalse();
    assertThat(NoteText.isText("\ud83ca")).isFalse();
    assertThat(NoteText.isText("\udf33\ud83c")).isFalse();
    assertThat(NoteText.isText("\ud83c\udf33")).isTrue();
  }
}
