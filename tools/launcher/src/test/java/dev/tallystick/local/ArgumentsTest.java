package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Path HOME = Path.of("/checkout/.tallystick");

  @Test
  void parse_readsOptionsAnywhere() throws Exception {
    Arguments arguments =
        parse("up", "--fresh", "--port-offset", "2000", "--home", "/tmp/x", "--only", "keycloak");

    assertThat(arguments.command()).isEqualTo("up");
    assertThat(arguments.has("--fresh")).isTrue();
    assertThat(arguments.has("--json")).isFalse();
    assertThat(arguments.portOffset()).isEqualTo(OptionalInt.of(2000));
    assertThat(arguments.home()).isEqualTo(Path.of("/tmp/x"));
    assertThat(arguments.only()).containsExactly("keycloak");
    assertThat(arguments.outcome()).isEmpty();
  }

  @Test
  void parse_withoutOptionsTakesTheDefaults() throws Exception {
    Arguments arguments = parse("token", "citizen1");

    assertThat(arguments.word("a name")).isEqualTo("citizen1");
    assertThat(arguments.home()).isEqualTo(HOME);
    assertThat(arguments.portOffset()).isEmpty();
    assertThat(arguments.only()).isEmpty();
  }

  @Test
  void parse_refusesWhatItDoesNotUnderstand() {
    assertRefused("which command?");
    assertRefused("unknown option --fersh", "up", "--fersh");
    assertRefused("--port-offset needs a value", "up", "--port-offset");
    assertRefused("--port-offset needs a value", "up", "--port-offset", "--fresh");
    assertRefused("--port-offset needs a number, not ten", "up", "--port-offset", "ten");
    assertRefused("unknown part audit; there are", "up", "--only", "keycloak,audit");
  }

  @Test
  void word_andNoWordsCountThem() throws Exception {
    assertThatThrownBy(() -> parse("token").word("a name")).hasMessage("token needs a name");
    assertThatThrownBy(() -> parse("token", "a", "b").word("a name"))
        .hasMessage("token needs a name");
    assertThatThrownBy(() -> parse("down", "all").noWords())
        .hasMessage("down does not know what to do with [all]");
  }

  private static Arguments parse(String... words) throws Arguments.UsageException {
    return Arguments.parse(List.of(words), HOME);
  }

  private static void assertRefused(String message, String... words) {
    assertThatThrownBy(() -> parse(words))
        .isInstanceOf(Arguments.UsageException.class)
        .hasMessageStartingWith(message);
  }
}
