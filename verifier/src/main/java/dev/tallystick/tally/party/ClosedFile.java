package dev.tallystick.tally.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes what only the party may read: the file is new and closed to others (0600). */
public final class ClosedFile {
  private ClosedFile() {}

  /**
   * Writes a file that is not there yet.
   *
   * @throws IOException if it is there, or cannot be written
   */
  public static Path write(Path file, byte[] bytes) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
