package dev.tallystick.tally.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** When verdicts have colours, as {@code --color} says it. */
public enum ColourChoice {
  /** On a terminal, unless the environment says otherwise. */
  AUTO,
  ALWAYS,
  NEVER;

  /** The option, with {@code =} or a blank before one of the words. */
  public static final String OPTION = "--color";

  /** The choice that this word stands for. */
  public static Optional<ColourChoice> of(String word) {
    return Stream.of(values()).filter(choice -> choice.word().equals(word)).findFirst();
  }

  /** What the arguments of a command say, the last word first; empty if it is no choice. */
  public static Optional<ColourChoice> in(String... arguments) {
    String word = AUTO.word();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        word = arguments[i].substring(OPTION.length() + 1);
      } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        word = arguments[i + 1];
      }
    }
    return of(word);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
