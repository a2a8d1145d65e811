package dev.tallystick.importing.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a mapping names, in its order, each with the line that names it first. */
final class Columns {
  private final Map<String, Integer> named = new LinkedHashMap<>();

  String read(Place place) throws MalformedMappingException {
    String column = place.text();
    named.putIfAbsent(column, place.line());
    return column;
  }

  /** What the file has to have: all that is named but what is made of other columns. */
  Map<String, Integer> named(List<String> made) {
    Map<String, Integer> wanted = new LinkedHashMap<>(named);
    made.forEach(wanted::remove);
    return Collections.unmodifiableMap(wanted);
  }
}
