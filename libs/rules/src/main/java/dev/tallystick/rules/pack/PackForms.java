package dev.tallystick.rules.pack;

import dev.tallystick.events.Timestamps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The forms of the texts in a pack: the same as in events, so that what a pack says can be logged.
 */
final class PackForms {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9._-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern PERIOD =
      Pattern.compile("P(?=.)([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,4}D)?");
  private static final Pattern HOURS = Pattern.compile("PT[0-9]{1,4}H");
  private static final String CODE_RULE =
      "is a code: A-Z first, then A-Z, 0-9, dot, dash, underscore";
  private static final String NAME_RULE =
      "is a name: a-z or 0-9 first, then also dot, dash, underscore";

  private PackForms() {}

  static String code(PackNode node) throws InvalidPackException {
    return node.text(PackForms::isCode, CODE_RULE);
  }

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  static String name(PackNode node) throws InvalidPackException {
    return node.text(text -> NAME.matcher(text).matches(), NAME_RULE);
  }

  static SortedSet<String> codes(PackNode node) throws InvalidPackException {
    return node.words(PackForms::isCode, CODE_RULE);
  }

  static SortedSet<String> none() {
    return Collections.unmodifiableSortedSet(new TreeSet<>());
  }

  static Instant instant(PackNode node) throws InvalidPackException {
    String text =
        node.text(
            t -> Timestamps.parse(t).isPresent(),
            "is an instant written YYYY-MM-DDTHH:mm:ss.SSSZ, in quotes");
    return Instant.ofEpochMilli(Timestamps.parse(text).orElseThrow());
  }

  static ZoneId zone(PackNode node) throws InvalidPackException {
    try {
      return ZoneId.of(node.text());
    } catch (DateTimeException e) {
      throw node.invalid("is a time zone");
    }
  }

  static Duration duration(PackNode node) throws InvalidPackException {
    try {
      Duration duration = Duration.parse(node.text());
      if (duration.isNegative() || duration.compareTo(Duration.ofHours(1)) > 0) {
        throw node.invalid("is a duration of at most an hour");
      }
      return duration;
    } catch (DateTimeException e) {
      throw node.invalid("is a duration, such as PT10S");
    }
  }

  /** Whole hours; none means at once. */
  static Duration hours(PackNode node) throws InvalidPackException {
    String text =
        node.text(t -> HOURS.matcher(t).matches(), "is a number of hours up to PT9999H, as PT72H");
    return Duration.parse(text);
  }

  static String period(PackNode node) throws InvalidPackException {
    String text =
        node.text(
            t -> PERIOD.matcher(t).matches(),
            "is a period of years to days, each at most 9999, such as P3Y");
    return Period.parse(text).toString();
  }
}
