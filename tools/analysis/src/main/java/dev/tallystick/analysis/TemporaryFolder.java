package dev.tallystick.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that nobody else may read (0700), and that is gone when it is closed. */
final class TemporaryFolder implements AutoCloseable {
  /** How its name begins; {@code tally} deletes those of a program that was killed. */
  static final String PREFIX = ".tally-";

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** Makes one in a folder. */
  static TemporaryFolder in(Path parent) throws IOException {
    return new TemporaryFolder(
        Files.createTempDirectory(
            parent,
            PREFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
