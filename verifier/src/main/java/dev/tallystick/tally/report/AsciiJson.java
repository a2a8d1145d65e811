package dev.tallystick.tally.report;

import java.util.List;
import java.util.Map;

/**
 * Writes JSON in ASCII, so that it does not depend on the terminal's character set: maps, lists,
 * strings, integers and booleans.
 *
 * <p>The JSON of events is not used here: it refuses strings and numbers that a verifier must be
 * able to quote.
 */
final class AsciiJson {
  private final StringBuilder text = new StringBuilder();

  private AsciiJson() {}

  static String of(Object value) {
    AsciiJson json = new AsciiJson();
    json.write(value);
    return json.text.toString();
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else if (value instanceof String string) {
      writeString(string);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }

  private void writeMap(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      text.append(separator);
      write(member.getKey());
      text.append(':');
      write(member.getValue());
      separator = ",";
    }
    text.append(map.isEmpty() ? "{}" : "}");
  }

  private void writeList(List<?> list) {
    String separator = "[";
    for (Object item : list) {
      text.append(separator);
      write(item);
      separator = ",";
    }
    text.append(list.isEmpty() ? "[]" : "]");
  }

  private void writeString(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
