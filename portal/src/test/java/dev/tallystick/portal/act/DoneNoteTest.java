package dev.tallystick.portal.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.portal.words.Words;
import dev.tallystick.web.Written;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DoneNoteTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  @Test
  void address_putsNoWordsOfItsOwnOnThePage() {
    assertThat(DoneNote.of("refused", "<b>call us</b>", WORDS).orElseThrow().reason()).isEmpty();
    assertThat(DoneNote.of("refused", "CALL_THIS_NUMBER", WORDS).orElseThrow().reason()).isEmpty();
    assertThat(DoneNote.of("you have won", null, WORDS)).isEmpty();
  }

  @Test
  void refusal_isToldInWords() {
    DoneNote note = DoneNote.of("refused", "OBJECTION_OPEN", WORDS).orElseThrow();

    assertThat(note.reason()).isEqualTo("You object to it already, and that is not answered yet.");
    assertThat(note.done().isBad()).isTrue();
    assertThat(DoneNote.of("refused", "CONSENT_NOT_SEPARATE", WORDS).orElseThrow().reason())
        .startsWith("A consent names one recipient");
  }

  @Test
  void text_isTakenAsServicesTakeIt() {
    assertThat(Written.of(" a\r\nb\u0000c\u202e \r", 10)).contains("a\nbc\u202e");
    assertThat(Written.of("e\u0301", 10)).contains("\u00e9");
    assertThat(Written.of("  \n", 10)).isEmpty();
    assertThat(Written.of("x".repeat(11), 10)).isEmpty();
  }
}
