package dev.tallystick.events;

import dev.tallystick.events.json.CharSet;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The forms of strings in events, each as strict as the notation says. */
final class TextForms {
  private static final int MAX_WORD = 64;
  private static final int MAX_JWS = 16_384;
  private static final String MIDNIGHT = "T00:00:00.000Z";

  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String HEX = "0123456789abcdef";
  private static final String BASE32 = LOWER + "234567";
  private static final String BASE64URL = UPPER + LOWER + DIGITS + "-_";
  private static final CharSet UPPER_ONLY = new CharSet(UPPER);
  private static final CharSet CODE_TAIL = new CharSet(UPPER + DIGITS + "._-");
  private static final CharSet NAME_TAIL = new CharSet(LOWER + DIGITS + "._-");
  private static final CharSet REF = new CharSet(UPPER + LOWER + DIGITS + "._:/-");
  private static final CharSet LANGUAGE = new CharSet(UPPER + LOWER + DIGITS + "-");
  private static final CharSet NAME_HEAD = new CharSet(LOWER + DIGITS);
  private static final CharSet HEX_ONLY = new CharSet(HEX);
  private static final CharSet BASE64URL_ONLY = new CharSet(BASE64URL);
  private static final CharSet BASE32_ONLY = new CharSet(BASE32);

  private static final Pattern PERIOD =
      Pattern.compile(
          "P(?=.)(\\d{1,4}Y)?(\\d{1,4}M)?(\\d{1,5}D)?(T(?=.)(\\d{1,5}H)?(\\d{1,5}M)?(\\d{1,5}S)?)?");

  private static final Map<String, Predicate<String>> NAMED =
      Map.ofEntries(
          Map.entry("code", s -> word(s, UPPER_ONLY, CODE_TAIL)),
          Map.entry("name", s -> word(s, NAME_HEAD, NAME_TAIL)),
          Map.entry("party", s -> word(s, NAME_HEAD, NAME_TAIL)),
          Map.entry("ref", s -> word(s, REF, REF)),
          Map.entry("subject", TextForms::isSubject),
          Map.entry("event", s -> isUuid7(s, 0)),
          Map.entry("instant", s -> Timestamps.parse(s).isPresent()),
          Map.entry("date", s -> Timestamps.parse(s + MIDNIGHT).isPresent()),
          Map.entry("period", s -> PERIOD.matcher(s).matches()),
          Map.entry("hash", TextForms::isHash),
          Map.entry("label", TextForms::isHash),
          Map.entry("jws", TextForms::isJws),
          Map.entry("currency", s -> s.length() == 3 && UPPER_ONLY.holds(s, 0, 3)),
          Map.entry("country", s -> s.length() == 2 && UPPER_ONLY.holds(s, 0, 2)),
          Map.entry("language", s -> s.length() >= 2 && s.length() <= 35 && isLanguage(s)),
          Map.entry("traceparent", TextForms::isTraceparent));

  private TextForms() {}

  /** The form of a kind that takes no argument. */
  static Predicate<String> named(String kind) {
    Predicate<String> form = NAMED.get(kind);
    if (form == null) {
      throw new IllegalArgumentException("no kind: " + kind);
    }
    return form;
  }

  static Predicate<String> text(int most) {
    return s ->
        !s.isEmpty()
            && s.codePointCount(0, s.length()) <= most
            && s.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c));
  }

  static Predicate<String> id(String prefix) {
    String start = prefix + "_";
    return s -> s.startsWith(start) && isUuid7(s, start.length());
  }

  static Predicate<String> bytes(int count) {
    int length = (count * 8 + 5) / 6;
    int spareBits = length * 6 - count * 8;
    return s ->
        s.length() == length
            && BASE64URL_ONLY.holds(s, 0, length)
            && BASE64URL.indexOf(s.charAt(length - 1)) % (1 << spareBits) == 0;
  }

  private static boolean word(String s, CharSet head, CharSet tail) {
    return !s.isEmpty()
        && s.length() <= MAX_WORD
        && head.holds(s, 0, 1)
        && tail.holds(s, 1, s.length());
  }

  /**
   * 26 characters hold 130 bits: the last two are spare, and zero, so that a token has one text.
   */
  private static boolean isSubject(String s) {
    return s.length() == 30
        && s.startsWith("sub_")
        && BASE32_ONLY.holds(s, 4, 30)
        && BASE32.indexOf(s.charAt(29)) % 4 == 0;
  }

  private static boolean isUuid7(String s, int from) {
    return s.length() == from + 36
        && HEX_ONLY.holds(s, from, from + 8)
        && s.charAt(from + 8) == '-'
        && HEX_ONLY.holds(s, from + 9, from + 13)
        && s.charAt(from + 13) == '-'
        && s.charAt(from + 14) == '7'
        && HEX_ONLY.holds(s, from + 15, from + 18)
        && s.charAt(from + 18) == '-'
        && "89ab".indexOf(s.charAt(from + 19)) >= 0
        && HEX_ONLY.holds(s, from + 20, from + 23)
        && s.charAt(from + 23) == '-'
        && HEX_ONLY.holds(s, from + 24, from + 36);
  }

  private static boolean isHash(String s) {
    return s.length() == 64 && HEX_ONLY.holds(s, 0, 64);
  }

  private static boolean isJws(String s) {
    int first = s.indexOf('.');
    int second = s.indexOf('.', first + 1);
    return s.length() <= MAX_JWS
        && first > 0
        && second > first + 1
        && second + 1 < s.length()
        && BASE64URL_ONLY.holds(s, 0, first)
        && BASE64URL_ONLY.holds(s, first + 1, second)
        && BASE64URL_ONLY.holds(s, second + 1, s.length());
  }

  private static boolean isLanguage(String s) {
    return LANGUAGE.holds(s, 0, s.length())
        && !s.startsWith("-")
        && !s.endsWith("-")
        && !s.contains("--");
  }

  private static boolean isTraceparent(String s) {
    return s.length() == 55
        && s.startsWith("00-")
        && HEX_ONLY.holds(s, 3, 35)
        && s.charAt(35) == '-'
        && HEX_ONLY.holds(s, 36, 52)
        && s.charAt(52) == '-'
        && HEX_ONLY.holds(s, 53, 55);
  }
}
