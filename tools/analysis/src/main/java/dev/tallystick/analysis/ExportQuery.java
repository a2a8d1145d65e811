package dev.tallystick.analysis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/**
 * A question about an export. Two things keep it from doing more than read: the statement must be
 * one SELECT, as the database's own parser says; and the database is closed to everything but the
 * files of the export before the statement is looked at.
 */
final class ExportQuery implements AutoCloseable {
  private final TemporaryFolder temporary;
  private final Connection database;

  private ExportQuery(TemporaryFolder temporary, Connection database) {
    this.temporary = temporary;
    this.database = database;
  }

  /** Opens the export in a folder. */
  static ExportQuery open(Path folder) throws AnalysisException, IOException, SQLException {
    Map<ExportedTable, Path> files = new EnumMap<>(ExportedTable.class);
    for (ExportedTable table : ExportedTable.values()) {
      Path file = folder.resolve(table.fileName()).toAbsolutePath().normalize();
      if (!Files.isRegularFile(file)) {
        throw new AnalysisException(folder + " is no export: " + table.fileName() + " is missing");
      }
      files.put(table, file);
    }
    TemporaryFolder temporary =
        TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    ExportQuery query = new ExportQuery(temporary, EmbeddedDatabase.open(temporary.path()));
    try {
      query.showOnly(files);
      return query;
    } catch (SQLException e) {
      query.close();
      throw e;
    }
  }

  private void showOnly(Map<ExportedTable, Path> files) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (Map.Entry<ExportedTable, Path> file : files.entrySet()) {
        statement.execute(
            "create view "
                + file.getKey().sqlName()
                + " as select * from read_parquet("
                + SqlText.quoted(file.getValue().toString())
                + ")");
      }
    }
    EmbeddedDatabase.close(database, files.values());
  }

  /** Answers a SELECT. */
  void answer(String sql, ResultForm form, PrintStream out) throws AnalysisException, SQLException {
    requireSelect(sql);
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      form.write(rows, out);
    }
  }

  private void requireSelect(String sql) throws AnalysisException, SQLException {
    try (PreparedStatement parse =
        database.prepareStatement(
            "select json_extract_string(parsed, '$.error'), json_array_length(parsed, '$.statements'),"
                + " json_extract_string(parsed, '$.error_message') from (select json_serialize_sql(?) as parsed)")) {
      parse.setString(1, sql);
      try (ResultSet parsed = parse.executeQuery()) {
        parsed.next();
        boolean isError = !"false".equals(parsed.getString(1));
        if (isError || parsed.getLong(2) != 1) {
          String why = parsed.getString(3);
          throw new AnalysisException(
              "only one SELECT is answered" + (why == null ? "" : ": " + why));
        }
      }
    }
  }

  /** The closed database, for tests of how closed it is. */
  Connection database() {
    return database;
  }

  @Override
  public void close() throws IOException, SQLException {
    database.close();
    temporary.close();
  }
}
