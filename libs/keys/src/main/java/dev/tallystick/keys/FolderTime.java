package dev.tallystick.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The state of a directory of keys as a reader has seen it: whether its content must be read again.
 *
 * <p>Most looks cost one look at the directory's time of change. But two changes in one tick of the
 * file system's clock have the same time. So a time is settled only when it is still the same well
 * after it was first seen; until then a reader also reads the directory's mark, which every {@link
 * FileKms} changes with each key that it adds or destroys.
 *
 * @param changedNanos the directory's time of change
 * @param firstSeenNanos when this reader saw it first, by {@link System#nanoTime}
 * @param mark what the directory was marked with when it was read
 */
record FolderTime(long changedNanos, long firstSeenNanos, boolean isSettled, String mark) {
  /** Nothing was read yet. */
  static final FolderTime NEVER = new FolderTime(Long.MIN_VALUE, 0, false, "");

  /** Far more than a tick of a file system's clock. */
  private static final long SETTLES_AFTER = TimeUnit.MILLISECONDS.toNanos(200);

  private static final String MARK = ".changed";

  /** Looks again; this very state if there is nothing new. Look before reading, not after. */
  FolderTime look(Path directory) {
    long changed = changed(directory);
    if (changed == changedNanos && isSettled) {
      return this;
    }
    long now = System.nanoTime();
    String marked = read(directory);
    if (changed != changedNanos || !marked.equals(mark)) {
      return new FolderTime(changed, now, false, marked);
    }
    return now - firstSeenNanos > SETTLES_AFTER
        ? new FolderTime(changed, firstSeenNanos, true, marked)
        : this;
  }

  /** Marks a directory whose content was changed just now, before anybody is told. */
  static void mark(Path directory) throws IOException {
    byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    AtomicFile.prepare(directory.resolve(MARK), mark).commit();
  }

  private static String read(Path directory) {
    try {
      return Files.readString(directory.resolve(MARK), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + directory, e);
    }
  }

  private static long changed(Path directory) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
          : Long.MAX_VALUE;
    } catch (NoSuchFileException e) {
      return Long.MAX_VALUE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + directory, e);
    }
  }
}
