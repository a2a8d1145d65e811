package dev.tallystick.events;

import dev.tallystick.events.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the keys of one family of guards are written: the prefix, a slash, and parts between slashes.
 */
record GuardForm(String prefix, String notation, List<FieldKind> parts) {
  static GuardForm parse(String prefix, String notation) {
    List<FieldKind> parts =
        Stream.of(notation.split("/", -1)).map(part -> KindNotation.parse(part, Map.of())).toList();
    return new GuardForm(prefix, notation, parts);
  }

  /** The prefix of a guard key: what stands before its first slash, or nothing. */
  static String prefixOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  /** Whether the key is one of this family, written as its form says. */
  boolean matches(String key) {
    if (!key.startsWith(prefix) || key.length() == prefix.length()) {
      return false;
    }
    int start = prefix.length() + 1;
    for (int i = 0; i < parts.size(); i++) {
      int slash = key.indexOf('/', start);
      boolean last = i == parts.size() - 1;
      if (last != slash < 0) {
        return false;
      }
      String part = key.substring(start, last ? key.length() : slash);
      if (parts.get(i).violation(JsonString.ofChecked(part)) != null) {
        return false;
      }
      start = slash + 1;
    }
    return key.charAt(prefix.length()) == '/';
  }
}
