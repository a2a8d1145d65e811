package dev.tallystick.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A command line: a command, its options, and the words that are neither. */
record Arguments(
    String command,
    Path home,
    OptionalInt portOffset,
    Set<String> only,
    Optional<Path> outcome,
    Set<String> flags,
    Map<String, String> values,
    List<String> words) {

  /** A command line that cannot be understood; the message is for the one who typed it. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  private static final Set<String> FLAGS =
      Set.of("--fresh", "--json", "--native", "--now", "--train", "--without-gateway");
  private static final Set<String> VALUES =
      Set.of("--role", "--party", "--identifier", "--scope", "--key", "--as", "--gateway");

  /** Options that may stand several times. */
  private static final Set<String> SEVERAL = Set.of("--identifier", "--gateway");

  /** Reads a command line; {@code home} is the state folder unless {@code --home} names another. */
  static Arguments parse(List<String> line, Path home) throws UsageException {
    Deque<String> rest = new ArrayDeque<>(line);
    List<String> words = new ArrayList<>();
    Set<String> flags = new HashSet<>();
    Map<String, String> values = new HashMap<>();
    Set<String> only = Set.of();
    OptionalInt portOffset = OptionalInt.empty();
    Optional<Path> outcome = Optional.empty();
    Path folder = home;
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      if (word.equals("--home")) {
        folder = Path.of(value(word, rest));
      } else if (word.equals("--port-offset")) {
        portOffset = OptionalInt.of(number(word, value(word, rest)));
      } else if (word.equals("--outcome")) {
        outcome = Optional.of(Path.of(value(word, rest)));
      } else if (word.equals("--only")) {
        only = parts(value(word, rest));
      } else if (VALUES.contains(word)) {
        boolean isSeveral = SEVERAL.contains(word) && values.containsKey(word);
        String value = value(word, rest);
        values.put(word, isSeveral ? values.get(word) + "\n" + value : value);
      } else if (FLAGS.contains(word)) {
        flags.add(word);
      } else if (word.startsWith("-") && word.length() > 1) {
        throw new UsageException("unknown option " + word);
      } else {
        words.add(word);
      }
    }
    if (words.isEmpty()) {
      throw new UsageException("which command?");
    }
    return new Arguments(
        words.get(0),
        folder,
        portOffset,
        only,
        outcome,
        flags,
        values,
        words.subList(1, words.size()));
  }

  /** The value of an option, if it is given. */
  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** The values of an option that may stand several times, in their order. */
  List<String> all(String option) {
    return value(option).map(given -> List.of(given.split("\n", -1))).orElse(List.of());
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /** The only word after the command. */
  String word(String what) throws UsageException {
    if (words.size() != 1) {
      throw new UsageException(command + " needs " + what);
    }
    return words.get(0);
  }

  /** Refuses words after the command. */
  void noWords() throws UsageException {
    if (!words.isEmpty()) {
      throw new UsageException(command + " does not know what to do with " + words);
    }
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    if (rest.isEmpty() || rest.getFirst().startsWith("-")) {
      throw new UsageException(option + " needs a value");
    }
    return rest.removeFirst();
  }

  private static int number(String option, String value) throws UsageException {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " needs a number, not " + value);
    }
  }

  private static Set<String> parts(String value) throws UsageException {
    Set<String> parts = Set.of(value.split(",", -1));
    for (String part : parts) {
      if (!Suite.names().contains(part)) {
        throw new UsageException("unknown part " + part + "; there are " + Suite.names());
      }
    }
    return parts;
  }
}
