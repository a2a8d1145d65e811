package dev.tallystick.tally.report;

import java.util.Map;

/** How a report is written. */
public enum ReportForm {
  /** For people. */
  TEXT,
  /** For people at a terminal: the verdicts' words have the colours of a traffic light. */
  COLOURED_TEXT,
  /** For programs: one object in one line. */
  JSON;

  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  /**
   * The form for people, as they have chosen it.
   *
   * @param environment the process's
   * @param isTerminal whether somebody looks at the output as it comes
   */
  public static ReportForm forPeople(
      ColourChoice choice, Map<String, String> environment, boolean isTerminal) {
    return switch (choice) {
      case ALWAYS -> COLOURED_TEXT;
      case NEVER -> TEXT;
      case AUTO -> forPeople(environment, isTerminal);
    };
  }

  /**
   * The form for people who have not chosen. {@code NO_COLOR} switches colours off, as no-color.org
   * asks; {@code CLICOLOR_FORCE} switches them on where there is no terminal.
   */
  static ReportForm forPeople(Map<String, String> environment, boolean isTerminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return TEXT;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!force.isEmpty() && !force.equals("0")) {
      return COLOURED_TEXT;
    }
    return isTerminal && !environment.getOrDefault("TERM", "").equals("dumb")
        ? COLOURED_TEXT
        : TEXT;
  }

  /** The words of a verdict, in its colour where there are colours. */
  String coloured(CheckVerdict verdict, String words) {
    return this == COLOURED_TEXT ? ESCAPE + colour(verdict) + words + RESET : words;
  }

  private static String colour(CheckVerdict verdict) {
    return switch (verdict) {
      case HOLDS -> "32m";
      case DOES_NOT_HOLD -> "1;31m";
      case REFUSED, CANNOT_TELL -> "33m";
    };
  }
}
