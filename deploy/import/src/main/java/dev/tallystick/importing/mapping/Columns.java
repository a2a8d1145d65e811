package dev.tallystick.importing.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that a mapping names, in its order, each with the line that names it first. */
final class Columns {
  private final Map<String, Integer> named = new LinkedHashMap<>();

  String read(Place place) throws MalformedMappingException {
    String column = place.text();
    named.putIfAbsent(column, place.line());
    return column;
  }

  Map<String, Integer> named() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }
}
