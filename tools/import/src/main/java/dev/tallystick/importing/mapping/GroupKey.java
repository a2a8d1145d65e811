package dev.tallystick.importing.mapping;

import java.util.List;

/**
 * What tells which rows are one thing, such as the number of an invoice, or a shop and its receipt.
 *
 * @param columns at least one
 */
public record GroupKey(List<String> columns) {
  private static final char BETWEEN = '\0';

  /** Keeps a copy of the list. */
  public GroupKey {
    columns = List.copyOf(columns);
  }

  static GroupKey read(Place place, Columns columns) throws MalformedMappingException {
    place.onlyMembers("by");
    Place by = place.get("by");
    return new GroupKey(by.isList() ? by.list(columns::read) : List.of(columns.read(by)));
  }

  /** The texts of the columns, which all must be there. */
  public String of(RowValues row) throws RowRefusedException {
    if (columns.size() == 1) {
      return text(row, columns.get(0));
    }
    StringBuilder key = new StringBuilder();
    for (String column : columns) {
      key.append(text(row, column)).append(BETWEEN);
    }
    return key.toString();
  }

  /** The first column, to name it when rows of a group disagree. */
  public String column() {
    return columns.get(0);
  }

  private static String text(RowValues row, String column) throws RowRefusedException {
    return row.find(column).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", column));
  }
}
