package dev.tallystick.analysis;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An answer in columns for people; what would move a terminal's cursor is shown as a dot. */
final class ResultTable {
  private static final int MOST_ROWS = 1_000;
  private static final int WIDEST = 60;

  private ResultTable() {}

  static void write(ResultSet rows, PrintStream out) throws SQLException {
    int columns = ResultCells.count(rows);
    List<String[]> lines = new ArrayList<>();
    String[] header = new String[columns];
    for (int i = 0; i < columns; i++) {
      header[i] = shown(ResultCells.name(rows, i + 1));
    }
    lines.add(header);
    boolean isCut = false;
    while (rows.next()) {
      if (lines.size() > MOST_ROWS) {
        isCut = true;
        break;
      }
      String[] line = new String[columns];
      for (int i = 0; i < columns; i++) {
        Object value = ResultCells.value(rows, i + 1);
        line[i] = value == null ? "" : shown(value.toString());
      }
      lines.add(line);
    }
    print(lines, out);
    out.println(
        isCut
            ? "(the first %d rows; --format csv gives all)".formatted(MOST_ROWS)
            : "(%d rows)".formatted(lines.size() - 1));
  }

  private static void print(List<String[]> lines, PrintStream out) {
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 2));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static String shown(String cell) {
    String plain = cell.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "·");
    return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
  }
}
