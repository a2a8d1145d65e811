package dev.tallystick.analysis;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The embedded database, which fetches nothing: no extension is installed or loaded by itself. */
final class EmbeddedDatabase {
  private static final List<String> NOTHING_FROM_ELSEWHERE =
      List.of(
          "set autoinstall_known_extensions = false",
          "set autoload_known_extensions = false",
          "set allow_community_extensions = false");

  private EmbeddedDatabase() {}

  /**
   * Opens a database that is gone when it is closed.
   *
   * @param temporary a folder for what does not fit into memory
   */
  static Connection open(Path temporary) throws SQLException {
    Connection database = DriverManager.getConnection("jdbc:duckdb:", new Properties());
    try (Statement statement = database.createStatement()) {
      for (String setting : NOTHING_FROM_ELSEWHERE) {
        statement.execute(setting);
      }
      statement.execute("set temp_directory = " + SqlText.quoted(temporary.toString()));
      statement.execute("set memory_limit = '1GB'");
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Lets the database read these files and no other, and nobody change that: no other file is read
   * or written, no extension loaded, no database attached, no setting set.
   */
  static void close(Connection database, Collection<Path> files) throws SQLException {
    String paths =
        files.stream()
            .map(file -> SqlText.quoted(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    try (Statement statement = database.createStatement()) {
      statement.execute("set allowed_paths = " + paths);
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
    }
  }

  /** What writes the rows of a SELECT to a Parquet file that every reader can read. */
  static String copy(String select, Path file) {
    return "copy ("
        + select
        + ") to "
        + SqlText.quoted(file.toString())
        + " (format parquet, compression zstd, parquet_version v1)";
  }
}
