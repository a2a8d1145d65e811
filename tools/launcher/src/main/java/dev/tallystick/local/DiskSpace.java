package dev.tallystick.local;

import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** How much room is left where the suite keeps its state. */
final class DiskSpace {
  private static final long MEGABYTE = 1 << 20;

  /** With less than a few segments of write-ahead log PostgreSQL soon stops. */
  private static final long LOW = 128 * MEGABYTE;

  private DiskSpace() {}

  /** Says that there is little, if there is little or nobody knows. */
  static Optional<String> note(SuiteFolder folder) {
    try {
      long left = Files.getFileStore(folder.root()).getUsableSpace();
      return left >= LOW
          ? Optional.empty()
          : Optional.of(
              "disk: %d MB are left for %s; PostgreSQL stops when there are none"
                  .formatted(left / MEGABYTE, folder.root()));
    } catch (IOException e) {
      return Optional.of("disk: cannot be asked: " + e.getMessage());
    }
  }
}
