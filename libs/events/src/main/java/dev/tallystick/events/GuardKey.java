package dev.tallystick.events;

import dev.tallystick.events.json.CharSet;

/**
 * The form of a guard's key: {@code prefix/rest}, such as {@code consent/con_1} or {@code
 * party/<label>}.
 *
 * <p>The prefix is lower-case ASCII letters with single dashes inside; the rest is one or more
 * segments of ASCII letters, digits and {@code . _ - :}, joined by slashes. At most {@value
 * #MAX_LENGTH} characters, which leaves room for three labels and a name. Persons and parties stand
 * in a key as their labels, so a stub names nobody.
 */
public final class GuardKey {
  public static final int MAX_LENGTH = 256;

  private static final CharSet SEGMENT =
      new CharSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:");

  private GuardKey() {}

  public static boolean isValid(String key) {
    int slash = key.indexOf('/');
    return key.length() <= MAX_LENGTH && slash > 0 && isPrefix(key, slash) && isRest(key, slash);
  }

  /**
   * The prefix, which says what kind of fact the guard stands for.
   *
   * @throws IllegalArgumentException if the key is not of the form
   */
  public static String prefix(String key) {
    if (!isValid(key)) {
      throw new IllegalArgumentException("not a guard key");
    }
    return key.substring(0, key.indexOf('/'));
  }

  private static boolean isPrefix(String key, int end) {
    for (int i = 0; i < end; i++) {
      char c = key.charAt(i);
      boolean innerDash = c == '-' && i > 0 && i < end - 1 && key.charAt(i - 1) != '-';
      if (!innerDash && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRest(String key, int slash) {
    char before = '/';
    for (int i = slash + 1; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '/' ? before == '/' : !SEGMENT.has(c)) {
        return false;
      }
      before = c;
    }
    return before != '/';
  }
}
