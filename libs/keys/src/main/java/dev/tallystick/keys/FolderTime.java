package dev.tallystick.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * When a directory was changed last, as a reader has seen it: whether its content must be read
 * again.
 *
 * <p>Two changes in one tick of the file system's clock have the same time. So a time is settled
 * only when it is still the same well after it was first seen; before that the reader reads again.
 *
 * @param changedNanos the directory's time of change
 * @param firstSeenNanos when this reader saw it first, by {@link System#nanoTime}
 */
record FolderTime(long changedNanos, long firstSeenNanos, boolean isSettled) {
  /** Nothing was read yet. */
  static final FolderTime NEVER = new FolderTime(Long.MIN_VALUE, 0, false);

  /** Far more than a tick of a file system's clock. */
  private static final long SETTLES_AFTER = TimeUnit.MILLISECONDS.toNanos(200);

  /** Looks again; this very object if there is nothing new. Look before reading, not after. */
  FolderTime look(Path directory) {
    long changed = changed(directory);
    long now = System.nanoTime();
    if (changed != changedNanos) {
      return new FolderTime(changed, now, false);
    }
    boolean settled = now - firstSeenNanos > SETTLES_AFTER;
    return settled == isSettled ? this : new FolderTime(changed, firstSeenNanos, settled);
  }

  private static long changed(Path directory) {
    try {
      return Files.isDirectory(directory)
          ? Files.getLastModifiedTime(directory).to(TimeUnit.NANOSECONDS)
          : Long.MAX_VALUE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + directory, e);
    }
  }
}
