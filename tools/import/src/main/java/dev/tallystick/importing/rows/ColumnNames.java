package dev.tallystick.importing.rows;

import dev.tallystick.importing.mapping.Mapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where each column of a file stands; every column that the mapping names is there, once. */
final class ColumnNames {
  private static final int MOST_COLUMNS = 1_000;

  private final Map<String, Integer> places = new HashMap<>();
  private final int width;

  ColumnNames(List<String> names, Mapping mapping) throws UnreadableFileException {
    if (names.size() > MOST_COLUMNS) {
      throw new UnreadableFileException("the file has more than " + MOST_COLUMNS + " columns");
    }
    width = names.size();
    Set<String> twice = new HashSet<>();
    for (int i = 0; i < width; i++) {
      if (places.putIfAbsent(names.get(i).strip(), i) != null) {
        twice.add(names.get(i).strip());
      }
    }
    for (Map.Entry<String, Integer> named : mapping.columns().entrySet()) {
      if (!places.containsKey(named.getKey())) {
        throw new UnreadableFileException(
            "line %d of the mapping names the column \"%s\"; the file has %s"
                .formatted(named.getValue(), named.getKey(), String.join(", ", names)));
      }
      if (twice.contains(named.getKey())) {
        throw new UnreadableFileException(
            "line %d of the mapping names the column \"%s\", which the file has twice; name all columns in file.columns and pass over the file's own names with file.skip"
                .formatted(named.getValue(), named.getKey()));
      }
    }
  }

  /** How many columns there are. */
  int width() {
    return width;
  }

  /** The place of a column, from 0. */
  Optional<Integer> find(String column) {
    return Optional.ofNullable(places.get(column));
  }
}
