package dev.tallystick.tally;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How the help of each command ends, and what somebody is told who has mistyped one. The text of a
 * command's help stands at its class and nowhere else.
 */
final class CommandHelp {
  /** Heads the lines of a footer that can be typed; each begins with two blanks. */
  static final String EXAMPLE = "%nExample:%n";

  /** Begins the last line of a footer. */
  static final String NEXT = "What comes next: ";

  /** Wide enough for an example in one line. */
  static final int WIDTH = 120;

  private static final int MOST_MISTYPED = 3;

  private CommandHelp() {}

  /** Tells what is wrong, what was probably meant, and where the help is. */
  static IParameterExceptionHandler mistyped() {
    return (fault, arguments) -> {
      CommandLine command = fault.getCommandLine();
      command.getErr().println(fault.getMessage());
      String meant = meant(fault);
      if (!meant.isEmpty()) {
        command.getErr().println("Did you mean " + meant + "?");
      }
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println("Help with an example: " + name + " --help");
      return command.getCommandSpec().exitCodeOnInvalidInput();
    };
  }

  private static String meant(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    CommandLine command = fault.getCommandLine();
    String word = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
    return near(
        word, word.startsWith("-") ? options(command) : command.getSubcommands().keySet().stream());
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"));
  }

  /** Those of the names that need the fewest changes of a letter, if they need few. */
  static String near(String word, Stream<String> names) {
    String typed = word.toLowerCase(Locale.ROOT);
    Map<Integer, List<String>> byChanges =
        names.collect(Collectors.groupingBy(name -> changes(typed, name)));
    int most = Math.min(MOST_MISTYPED, typed.length() / 3);
    return byChanges.keySet().stream()
        .filter(changes -> changes <= most)
        .min(Integer::compare)
        .map(fewest -> String.join(" or ", byChanges.getOrDefault(fewest, List.of())))
        .orElse("");
  }

  /** How many letters must be put in, left out or replaced. */
  private static int changes(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
