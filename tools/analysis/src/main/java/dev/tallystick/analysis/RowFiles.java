package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows on their way into the database: a CSV file for each table, of which the database is told
 * what each column holds. Memory does not grow with the rows.
 */
final class RowFiles implements AutoCloseable {
  private final Map<SourceTable, BufferedWriter> files = new EnumMap<>(SourceTable.class);

  /** Opens the files of all tables in a folder. */
  RowFiles(Path folder) throws IOException {
    for (SourceTable table : SourceTable.values()) {
      files.put(table, Files.newBufferedWriter(file(folder, table), UTF_8));
    }
  }

  private static Path file(Path folder, SourceTable table) {
    return folder.resolve(table.sqlName() + ".csv");
  }

  void add(TableRow row) throws IOException {
    StringBuilder line = new StringBuilder();
    String separator = "";
    for (TableColumn column : row.table().columns()) {
      line.append(separator);
      row.cell(column).ifPresent(cell -> quote(line, cell));
      separator = ",";
    }
    BufferedWriter file = files.get(row.table());
    if (file != null) {
      file.append(line).append('\n');
    }
  }

  /** Always quoted, so that a text that is empty is not taken for none. */
  private static void quote(StringBuilder line, String cell) {
    line.append('"').append(cell.replace("\"", "\"\"")).append('"');
  }

  /** What makes a table of the database from its file in this folder. */
  static String createTable(Path folder, SourceTable table) {
    String columns =
        table.columns().stream()
            .map(
                column ->
                    SqlText.quoted(column.columnName())
                        + ": "
                        + SqlText.quoted(column.type().sql()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "create table "
        + table.sqlName()
        + " as select * from read_csv("
        + SqlText.quoted(file(folder, table).toString())
        + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        + " allow_quoted_nulls = false, new_line = '\\n', max_line_size = 8000000, parallel = false, columns = "
        + columns
        + ")";
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter file : files.values()) {
      file.close();
    }
  }
}
