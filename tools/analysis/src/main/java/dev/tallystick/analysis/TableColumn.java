package dev.tallystick.analysis;

import java.util.ArrayList;
import java.util.List;

/** A column of a table. */
record TableColumn(String name, ColumnType type) {

  /** Columns written as {@code "name name:NUMBER name:TIME"}; without a type it is text. */
  static List<TableColumn> list(String columns) {
    List<TableColumn> list = new ArrayList<>();
    for (String column : columns.strip().split("\\s+", -1)) {
      String[] parts = column.split(":", -1);
      list.add(
          new TableColumn(
              parts[0], parts.length == 1 ? ColumnType.TEXT : ColumnType.valueOf(parts[1])));
    }
    return list;
  }
}
