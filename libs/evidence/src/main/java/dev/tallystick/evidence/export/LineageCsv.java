package dev.tallystick.evidence.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.StringJoiner;

/**
 * A lineage as CSV by RFC 4180. No cell has a character that would have to be quoted, or that a
 * spreadsheet takes for the beginning of a formula: a lineage answer that has one is not read.
 */
final class LineageCsv {
  private static final String END = "\r\n";

  private LineageCsv() {}

  static byte[] write(LineageTable table) {
    StringBuilder csv = new StringBuilder();
    StringJoiner header = new StringJoiner(",", "", END);
    for (LineageColumn column : LineageColumn.values()) {
      header.add(column.columnName());
    }
    csv.append(header);
    for (Map<LineageColumn, String> row : table.rows()) {
      StringJoiner line = new StringJoiner(",", "", END);
      for (LineageColumn column : LineageColumn.values()) {
        line.add(row.getOrDefault(column, ""));
      }
      csv.append(line);
    }
    return csv.toString().getBytes(US_ASCII);
  }
}
