package dev.tallystick.demo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in the records of the demonstration and nowhere else: whoever finds it in a log line,
 * a metric or an entry has found a leak.
 */
public final class Canaries {
  /** For names in somebody's books, and for texts. */
  static final String REFERENCE = "canary-quince-7413";

  /** For words in capitals. */
  static final String WORD = "CANARY_QUINCE_7413";

  /** For counts and amounts. */
  static final long NUMBER = 741_374_137;

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("canary[^a-z0-9]{0,3}quince", Pattern.CASE_INSENSITIVE),
          Pattern.compile(Long.toString(NUMBER)),
          // The identity numbers of invented people.
          Pattern.compile("999999(19|20)[0-9]{9}"));

  private Canaries() {}

  /** How records' canaries, and people's identity numbers, look in a text. */
  public static List<Pattern> patterns() {
    return PATTERNS;
  }
}
