package dev.tallystick.demo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in the records of the demonstration and nowhere else: whoever finds it in a log line,
 * a metric or an entry has found a leak. It reads like life: a name that nobody bears, and amounts
 * as people have them.
 */
public final class Canaries {
  /** An invented name, after which places, shops and employers are called. */
  static final String NAME = "Quillinghurst";

  /** The same among words in capitals: a shop's own brand. */
  static final String BRAND = "QUILLINGHURST_HOME";

  /** What somebody takes in within a month, in minor units; nothing else has one of these. */
  static final List<Long> INFLOWS =
      List.of(
          1_283_917L,
          1_074_639L,
          1_396_157L,
          1_548_271L,
          1_729_463L,
          1_917_483L,
          2_136_749L,
          2_451_837L);

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("quillinghurst", Pattern.CASE_INSENSITIVE),
          // As a number of its own: digits of a hash, or a measured time, are none.
          Pattern.compile(
              "(?<![0-9A-Za-z_.-])("
                  + String.join("|", INFLOWS.stream().map(String::valueOf).toList())
                  + ")(?![0-9A-Za-z_.-])"),
          // Names of fields, where the values could be anybody's.
          Pattern.compile("spendBand|inflowBand|nightsPerYear|tripsPerYear"),
          // The identity numbers of invented people.
          Pattern.compile("999999(19|20)[0-9]{9}"));

  private Canaries() {}

  /** How what stands in records, and people's identity numbers, look in a text. */
  public static List<Pattern> patterns() {
    return PATTERNS;
  }
}
