package dev.tallystick.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The help of {@code ./tallystick}: one text, which also says what can be typed. */
class HelpTextTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();
  private static final Set<String> OF_OTHER_PROGRAMS =
      Set.of("logs", "env", "demo", "import", "scorecard", "cost", "tally", "help");
  private static final String EXAMPLE = "  ./tallystick ";

  private record Ended(int exitCode, String out, String err) {}

  private static Map<String, List<String>> sections() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : Files.readAllLines(CHECKOUT.resolve("tools/launcher/help.txt"))) {
      if (line.startsWith("@")) {
        section = new ArrayList<>();
        sections.put(line.substring(1), section);
      } else {
        section.add(line);
      }
    }
    sections.remove("@");
    return sections;
  }

  private static Stream<String> examples(List<String> section) {
    return section.stream()
        .dropWhile(line -> !line.equals("Example:"))
        .filter(line -> line.startsWith(EXAMPLE))
        .map(line -> line.substring(EXAMPLE.length()));
  }

  @Test
  void eachCommand_hasAnExampleAndWhatComesNext() throws IOException {
    assertThat(sections()).hasSizeGreaterThan(17);
    sections()
        .forEach(
            (command, section) -> {
              assertThat(examples(section)).as(command).isNotEmpty();
              assertThat(examples(section)).as(command).allMatch(each -> each.startsWith(command));
              assertThat(section)
                  .as(command)
                  .anyMatch(line -> line.startsWith("What comes next: "));
            });
  }

  @Test
  void examples_parseAndNameNoOptionThatTheHelpDoesNotHave() throws IOException {
    for (Map.Entry<String, List<String>> each : sections().entrySet()) {
      for (String example : examples(each.getValue()).toList()) {
        List<String> words = List.of(example.split(" ", -1));
        if (!OF_OTHER_PROGRAMS.contains(words.get(0))) {
          List<String> own = words.stream().filter(word -> !word.equals("--detach")).toList();
          assertThatCode(() -> Arguments.parse(own, CHECKOUT))
              .as(example)
              .doesNotThrowAnyException();
        }
        if (!words.get(0).equals("tally")) {
          words.stream()
              .filter(word -> word.startsWith("--"))
              .forEach(
                  option ->
                      assertThat(each.getValue())
                          .as(example)
                          .anyMatch(line -> line.strip().startsWith(option)));
        }
      }
    }
  }

  @Test
  void help_tellsAllCommandsAndOneCommandItsExample() throws Exception {
    Ended all = tallystick("help");
    assertThat(all.exitCode()).isZero();
    for (String command : sections().keySet()) {
      assertThat(all.out()).contains("\n  " + command);
    }
    assertThat(all.out()).contains("Every command takes --home").doesNotContain("What comes next");
    assertThat(tallystick("--help").out()).isEqualTo(all.out());

    Ended one = tallystick("import", "--help");
    assertThat(one.exitCode()).isZero();
    assertThat(one.out())
        .contains("--dry-run", "Example:", "What comes next")
        .doesNotContain("vkey");
    assertThat(tallystick("help", "import").out()).isEqualTo(one.out());
    assertThat(tallystick("help", "identity").out()).contains("identity add", "identity code");
  }

  @Test
  void mistypedWords_areToldWhatWasMeantBeforeAnythingRuns() throws Exception {
    assertMistyped("unknown command sttaus; did you mean status?", "sttaus");
    assertMistyped("unknown command improt; did you mean import?", "help", "improt");
    assertMistyped("unknown option --detatch; did you mean --detach?", "up", "--detatch");
    assertMistyped("unknown option --rol; did you mean --role?", "identity", "add", "x", "--rol");
    assertMistyped("unknown option --dryrun; did you mean --dry-run?", "import", "m", "--dryrun");
    assertMistyped("unknown command frobnicate (tallystick help)", "frobnicate");
    assertMistyped("--color is auto, always or never", "status", "--color=red");
    assertMistyped("unknown option --colour; did you mean --color?", "status", "--colour");
  }

  private static void assertMistyped(String message, String... words) throws Exception {
    Ended ended = tallystick(words);
    assertThat(ended.err()).contains(message);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  private static Ended tallystick(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(CHECKOUT.resolve("tallystick").toString()));
    line.addAll(Arrays.asList(words));
    Process process = new ProcessBuilder(line).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, err);
  }
}
