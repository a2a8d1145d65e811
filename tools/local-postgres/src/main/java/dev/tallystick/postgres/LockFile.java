package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} in a data directory says: who serves it, and whether it is ready.
 *
 * <p>Lines, as PostgreSQL writes them: pid, data directory, start time, port, socket folder, listen
 * address, shared memory, status.
 */
record LockFile(long pid, String status) {
  static final String NAME = "postmaster.pid";
  private static final int STATUS_LINE = 7;

  /** Reads the file; empty when there is none, or when it is only half written yet. */
  static Optional<LockFile> read(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve(NAME));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
    return Optional.of(new LockFile(Long.parseLong(lines.get(0).strip()), status));
  }

  boolean isReady() {
    return status.equals("ready");
  }
}
