package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words and options of a command line, each option with a value. */
final class Options {
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  /**
   * Reads a line.
   *
   * @throws ScorecardException if an option is not known, or has no value
   */
  Options(List<String> line, List<String> known) throws ScorecardException {
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
        continue;
      }
      if (!known.contains(word) || i + 1 == line.size()) {
        throw new ScorecardException(
            known.contains(word) ? word + " needs a value" : "unknown option " + word);
      }
      given.computeIfAbsent(word, none -> new ArrayList<>()).add(line.get(++i));
    }
  }

  /** The only word. */
  String word(String name) throws ScorecardException {
    if (words.size() != 1) {
      throw new ScorecardException("one " + name + " is needed");
    }
    return words.get(0);
  }

  Optional<String> one(String option) {
    return all(option).stream().reduce((first, last) -> last);
  }

  List<String> all(String option) {
    return given.getOrDefault(option, List.of());
  }

  long number(String option, long usual, long least, long most) throws ScorecardException {
    Optional<String> text = one(option);
    if (text.isEmpty()) {
      return usual;
    }
    Optional<Long> number = BinnedColumn.number(text.get());
    if (number.isEmpty() || number.get() < least || number.get() > most) {
      throw new ScorecardException(option + " is a whole number from " + least + " to " + most);
    }
    return number.get();
  }
}
