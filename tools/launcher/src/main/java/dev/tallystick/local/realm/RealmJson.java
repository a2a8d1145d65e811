package dev.tallystick.local.realm;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as JSON text. */
public final class RealmJson {
  private RealmJson() {}

  /** A string in quotation marks, escaped as RFC 8259 asks. */
  public static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** An array of strings. */
  public static String array(Collection<String> values) {
    return values.stream().map(RealmJson::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
