package dev.tallystick.analysis;

import java.io.PrintStream;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** An answer for programs, a line a row. */
final class ResultLines {
  private ResultLines() {}

  static void csv(ResultSet rows, PrintStream out) throws SQLException {
    int columns = ResultCells.count(rows);
    StringJoiner header = new StringJoiner(",", "", "\r\n");
    for (int i = 1; i <= columns; i++) {
      header.add(quoted(ResultCells.name(rows, i)));
    }
    out.print(header);
    while (rows.next()) {
      StringJoiner line = new StringJoiner(",", "", "\r\n");
      for (int i = 1; i <= columns; i++) {
        Object value = ResultCells.value(rows, i);
        line.add(value == null ? "" : quoted(value.toString()));
      }
      out.print(line);
    }
  }

  /** Quoted where it must be; what a spreadsheet would take for a formula is quoted by a blank. */
  private static String quoted(String cell) {
    String safe = cell.matches("(?s)[=+@\t\r-](?![0-9.]+$).*") ? " " + cell : cell;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  static void json(ResultSet rows, PrintStream out) throws SQLException {
    int columns = ResultCells.count(rows);
    while (rows.next()) {
      StringJoiner line = new StringJoiner(",", "{", "}\n");
      for (int i = 1; i <= columns; i++) {
        line.add(string(ResultCells.name(rows, i)) + ":" + json(ResultCells.value(rows, i)));
      }
      out.print(line);
    }
  }

  private static String json(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    boolean isWhole =
        value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof BigInteger;
    return isWhole ? value.toString() : string(value.toString());
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
