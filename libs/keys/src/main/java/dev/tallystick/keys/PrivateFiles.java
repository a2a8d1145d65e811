package dev.tallystick.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Refuses files and directories that others than their owner can use. */
final class PrivateFiles {
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Checks a directory: it is there, and closed to group and others. */
  static void checkDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new KeyFileException(
          "%s is not a directory; mkdir -m 700 %1$s".formatted(directory.toAbsolutePath()));
    }
    check(directory, DIRECTORY, "700");
  }

  /** Checks a file, or what a link points to: it is closed to group and others. */
  static void checkFile(Path file) throws IOException {
    check(file, FILE, "600");
  }

  private static void check(Path path, Set<PosixFilePermission> most, String mode)
      throws IOException {
    Set<PosixFilePermission> found;
    try {
      found = Files.getPosixFilePermissions(path);
    } catch (UnsupportedOperationException e) {
      throw new KeyFileException(
          path.toAbsolutePath() + " is on a file system without permissions; move it", e);
    } catch (NoSuchFileException e) {
      throw new KeyFileException(path.toAbsolutePath() + " is missing; restore it", e);
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(found.isEmpty() ? most : found);
    open.removeAll(most);
    if (!open.isEmpty()) {
      throw new KeyFileException(
          "%s is open to others (%s); chmod %s %1$s"
              .formatted(path.toAbsolutePath(), PosixFilePermissions.toString(found), mode));
    }
  }
}
