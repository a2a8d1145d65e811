package dev.tallystick.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row in the making; a column without a value is left out. Not thread-safe. */
final class TableRow {
  private final SourceTable table;
  private final Map<String, String> cells = new LinkedHashMap<>();

  TableRow(SourceTable table) {
    this.table = table;
  }

  SourceTable table() {
    return table;
  }

  TableRow put(String column, String text) {
    if (table.columns().stream().noneMatch(known -> known.name().equals(column))) {
      throw new IllegalArgumentException("%s has no column %s".formatted(table, column));
    }
    cells.put(column, text);
    return this;
  }

  TableRow put(String column, Optional<String> text) {
    text.ifPresent(present -> put(column, present));
    return this;
  }

  TableRow put(String column, long number) {
    return put(column, Long.toString(number));
  }

  TableRow put(String column, OptionalLong number) {
    number.ifPresent(present -> put(column, present));
    return this;
  }

  /** Several texts without blanks, with a blank between them. */
  TableRow put(String column, Collection<String> texts) {
    return texts.isEmpty() ? this : put(column, String.join(" ", texts));
  }

  Optional<String> cell(String column) {
    return Optional.ofNullable(cells.get(column));
  }
}
