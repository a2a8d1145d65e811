package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.evidence.export.LineageColumn;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a lineage answer as a Parquet file with the columns of its CSV. */
final class LineageFile {
  private LineageFile() {}

  /**
   * Writes it.
   *
   * @param answer as {@code /v1/lineage} gives it
   * @param file must not be there yet
   */
  static void write(InputStream answer, Path file)
      throws AnalysisException, IOException, SQLException {
    if (Files.exists(file)) {
      throw new AnalysisException(file + " is there already");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new AnalysisException(file + " is in no folder");
    }
    LineageAnswer lineage;
    try {
      lineage = LineageAnswer.parse(answer.readNBytes(LineageAnswer.MAX_SIZE + 1));
    } catch (MalformedLineageException e) {
      throw new AnalysisException("the lineage: " + e.getMessage());
    }
    try (TemporaryFolder temporary = TemporaryFolder.in(parent)) {
      Path csv = temporary.path().resolve("lineage.csv");
      Path parquet = temporary.path().resolve("lineage.parquet");
      Files.writeString(csv, new String(LineageFormat.CSV.write(lineage), US_ASCII));
      try (Connection database = EmbeddedDatabase.open(temporary.path());
          Statement statement = database.createStatement()) {
        statement.execute(EmbeddedDatabase.copy(select(csv), parquet));
      }
      Files.setPosixFilePermissions(parquet, PosixFilePermissions.fromString("rw-------"));
      Files.move(parquet, file);
    }
  }

  private static String select(Path csv) {
    String columns =
        Stream.of(LineageColumn.values())
            .map(
                column ->
                    SqlText.quoted(column.columnName())
                        + ": "
                        + SqlText.quoted(type(column.form()).sql()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "select * from read_csv("
        + SqlText.quoted(csv.toString())
        + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', new_line = '\\r\\n',"
        + " max_line_size = 8000000, parallel = false, columns = "
        + columns
        + ")";
  }

  private static ColumnType type(LineageColumn.Form form) {
    return switch (form) {
      case TEXT -> ColumnType.TEXT;
      case NUMBER -> ColumnType.NUMBER;
      case TIME -> ColumnType.TIME;
    };
  }
}
