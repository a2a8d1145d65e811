package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each command tells an example that can be typed, and what comes next. */
class CommandHelpTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void help_ofEachCommandHasAnExampleThatParsesAndWhatComesNext() {
    List<CommandLine> commands = all(tally()).toList();

    assertThat(commands).hasSizeGreaterThan(24);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      String[] footer = command.getCommandSpec().usageMessage().footer();
      assertThat(footer).as(name).hasSizeGreaterThan(1);
      assertThat(footer[footer.length - 1]).as(name).startsWith(CommandHelp.NEXT);
      List<String> examples = examples(footer);
      assertThat(examples).as(name).isNotEmpty().allMatch(example -> example.startsWith(name));
      for (String example : examples) {
        assertThatCode(() -> tally().parseArgs(words(example)))
            .as(example)
            .doesNotThrowAnyException();
        assertThat(command.getUsageMessage()).as(name).contains("Example:\n" + footer[0] + "\n");
      }
    }
  }

  @Test
  void mistypedCommandsAndOptions_areToldWhatWasMeant() {
    assertThat(Run.tally("verfy", "x").err()).contains("Did you mean verify?", "tally --help");
    assertThat(Run.tally("party", "deposits").err()).contains("Did you mean deposit?");
    assertThat(Run.tally("party", "keys", "enroll").err()).contains("Did you mean enrol?");
    assertThat(Run.tally("fsck", "x", "--vkeyfile", "k").err())
        .contains("Did you mean --vkey-file?", "tally fsck --help");
    assertThat(Run.tally("verify", "x", "--polici=p").err()).contains("Did you mean --policy?");
    assertThat(Run.tally("verfy").exitCode()).isEqualTo(2);
  }

  @Test
  void colours_areAnOptionOfEveryCommand() {
    all(tally())
        .forEach(
            command ->
                assertThat(command.getUsageMessage())
                    .as(command.getCommandSpec().qualifiedName())
                    .contains("--color=WHEN"));
    assertThat(Run.tally("verify", "nowhere.receipt.json", "--color=never").err())
        .doesNotContain("Unknown option");
    Run wrong = Run.tally("verify", "nowhere.receipt.json", "--color=red");
    assertThat(wrong.err()).contains("auto, always or never");
    assertThat(wrong.exitCode()).isEqualTo(2);
  }

  @Test
  void wordsUnlikeAnyCommand_getNoGuess() {
    assertThat(Run.tally("judge").err()).doesNotContain("Did you mean");
    assertThat(Run.tally("verify", "x", "--hurry").err()).doesNotContain("Did you mean");
  }

  private static CommandLine tally() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);
    return TallyMain.commandLine(console, Clock.systemUTC(), "");
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream()
            .filter(each -> !each.getCommandName().equals("help"))
            .flatMap(CommandHelpTest::all));
  }

  /** The lines that can be typed; one that ends in a backslash goes on in the next. */
  private static List<String> examples(String... footer) {
    List<String> examples = new ArrayList<>();
    boolean goesOn = false;
    for (String line : footer) {
      if (line.startsWith("  ")) {
        String part = line.strip();
        if (goesOn) {
          part = examples.remove(examples.size() - 1) + " " + part;
        }
        goesOn = part.endsWith("\\");
        examples.add(goesOn ? part.substring(0, part.length() - 1).strip() : part);
      }
    }
    return examples;
  }

  private static String[] words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
