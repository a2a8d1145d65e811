package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.MalformedOpeningException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes openings, a line each, as tables in Parquet files: all of them or none. */
final class LogExport {
  private static final String ENDED =
      "create table ended as select release, kind, min(log_index) as log_index, min(recorded_at) as recorded_at"
          + " from outcomes group by release, kind";

  private final Path folder;
  private final PrintStream told;

  /**
   * @param folder where the files go; it is not there yet, or empty
   * @param told where it is told how many rows there are
   */
  LogExport(Path folder, PrintStream told) {
    this.folder = folder;
    this.told = told;
  }

  void write(InputStream openings) throws AnalysisException, IOException, SQLException {
    requireEmpty();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (TemporaryFolder temporary = TemporaryFolder.in(folder)) {
      try (RowFiles rows = new RowFiles(temporary.path())) {
        read(openings, rows);
      }
      load(temporary.path());
      for (ExportedTable table : ExportedTable.values()) {
        Files.move(temporary.path().resolve(table.fileName()), folder.resolve(table.fileName()));
      }
    }
  }

  private void requireEmpty() throws AnalysisException, IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new AnalysisException(folder + " is no folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> one = files.findAny();
      if (one.isPresent()) {
        boolean isLeft = one.get().getFileName().toString().startsWith(TemporaryFolder.PREFIX);
        throw new AnalysisException(
            folder
                + " is not empty"
                + (isLeft
                    ? ": %s is left of an export that was killed, or that still runs"
                        .formatted(one.get())
                    : ""));
      }
    }
  }

  /**
   * Reads lines up to the one that says how many there were. The input of a program whose writer
   * was killed ends like any other, so without that line nothing is exported.
   */
  private static void read(InputStream openings, RowFiles rows)
      throws AnalysisException, IOException {
    InputStream in = new BufferedInputStream(openings, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 1;
    boolean isWhole = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (isWhole) {
        throw new AnalysisException("line %d is behind the end".formatted(number));
      } else if (b == '\n') {
        isWhole = Arrays.equals(line.toByteArray(), end(number - 1));
        if (!isWhole) {
          add(line.toByteArray(), number++, rows);
        }
        line.reset();
      } else if (line.size() == BulkOpening.MAX_SIZE) {
        throw new AnalysisException("line %d is too long for an opening".formatted(number));
      } else {
        line.write(b);
      }
    }
    if (!isWhole) {
      throw new AnalysisException(
          "the openings end after %d lines without saying that these are all; nothing is exported"
              .formatted(number - 1));
    }
  }

  private static byte[] end(long lines) {
    return "{\"end\":%d}".formatted(lines).getBytes(US_ASCII);
  }

  private static void add(byte[] line, long number, RowFiles rows)
      throws AnalysisException, IOException {
    List<TableRow> found;
    try {
      found = EntryRows.of(BulkOpening.parse(line));
    } catch (MalformedOpeningException e) {
      throw new AnalysisException("line %d is no opening: %s".formatted(number, e.getMessage()));
    }
    for (TableRow row : found) {
      rows.add(row);
    }
  }

  private void load(Path temporary) throws IOException, SQLException {
    try (Connection database = EmbeddedDatabase.open(temporary);
        Statement statement = database.createStatement()) {
      for (SourceTable table : SourceTable.values()) {
        statement.execute(RowFiles.createTable(temporary, table));
      }
      statement.execute(ENDED);
      for (ExportedTable table : ExportedTable.values()) {
        Path file = temporary.resolve(table.fileName());
        statement.execute(EmbeddedDatabase.copy(table.select(), file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        try (ResultSet count =
            statement.executeQuery(
                "select count(*) from read_parquet(" + SqlText.quoted(file.toString()) + ")")) {
          count.next();
          told.println(table.fileName() + ": " + count.getLong(1) + " rows");
        }
      }
    }
  }
}
