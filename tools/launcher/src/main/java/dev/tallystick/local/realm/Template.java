package dev.tallystick.local.realm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places written {@code @{name}}. The mark differs from the {@code ${name}} that the
 * identity provider uses in the same text.
 */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("@\\{([a-z-]+)}");

  static Template resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts a value into every place.
   *
   * @throws IllegalArgumentException if a place has no value, or a value no place
   */
  String fill(Map<String, String> values) {
    Set<String> unused = new HashSet<>(values.keySet());
    StringBuilder out = new StringBuilder();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no value for the place " + name);
      }
      unused.remove(name);
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("no place for the values " + unused);
    }
    return matcher.appendTail(out).toString();
  }
}
