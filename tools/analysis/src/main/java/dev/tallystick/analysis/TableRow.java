package dev.tallystick.analysis;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row in the making; a column without a value is left out. Not thread-safe. */
final class TableRow {
  private final SourceTable table;
  private final Map<TableColumn, String> cells = new EnumMap<>(TableColumn.class);

  TableRow(SourceTable table) {
    this.table = table;
  }

  SourceTable table() {
    return table;
  }

  TableRow put(TableColumn column, String text) {
    if (!table.columns().contains(column)) {
      throw new IllegalArgumentException(
          "%s has no column %s".formatted(table, column.columnName()));
    }
    cells.put(column, text);
    return this;
  }

  TableRow put(TableColumn column, Optional<String> text) {
    text.ifPresent(present -> put(column, present));
    return this;
  }

  TableRow put(TableColumn column, long number) {
    return put(column, Long.toString(number));
  }

  TableRow put(TableColumn column, OptionalLong number) {
    number.ifPresent(present -> put(column, present));
    return this;
  }

  /** Several texts without blanks, with a blank between them. */
  TableRow put(TableColumn column, Collection<String> texts) {
    return texts.isEmpty() ? this : put(column, String.join(" ", texts));
  }

  Optional<String> cell(TableColumn column) {
    return Optional.ofNullable(cells.get(column));
  }
}
