package dev.tallystick.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TellingTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Telling telling = new Telling(new PrintStream(bytes, true, UTF_8));

  private String told() {
    return bytes.toString(UTF_8);
  }

  @Test
  void tell_hasALineForEachStep() throws Exception {
    telling.tell("one", () -> "a");
    telling.tell("two", () -> "b");

    assertThat(told().lines()).containsExactly(" 1  one: a", " 2  two: b");
    assertThat(telling.differs()).isFalse();
    assertThat(telling.steps()).isEqualTo(2);
  }

  @Test
  void tell_endsAtTheFirstStepThatDiffers() throws Exception {
    telling.tell(
        "one",
        () -> {
          throw new StepDiffersException("the fee is 7");
        });
    telling.tell("two", () -> "b");

    assertThat(told().lines()).containsExactly(" 1  one DIFFERS: the fee is 7");
    assertThat(telling.differs()).isTrue();
  }

  @Test
  void tell_anOutageAndAnAnswerThatLacksSomethingDiffer() throws Exception {
    for (Exception failure : new Exception[] {new ConnectException(), new IOException("x")}) {
      Telling each = new Telling(new PrintStream(bytes, true, UTF_8));
      each.tell(
          "one",
          () -> {
            throw (IOException) failure;
          });
      assertThat(each.differs()).isTrue();
    }
    telling.tell(
        "one",
        () -> {
          throw new NoSuchElementException("no such member of kind string");
        });

    assertThat(telling.differs()).isTrue();
    assertThat(told()).contains("java.net.ConnectException");
  }
}
