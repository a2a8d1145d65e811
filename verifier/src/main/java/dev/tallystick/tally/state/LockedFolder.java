package dev.tallystick.tally.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process at a time writes to, and whose files are replaced in one step each. A
 * crash leaves the old file or the new one, and at most one with the suffix {@code .tmp}, which the
 * next write of that name overwrites. For one writing thread at a time.
 */
public final class LockedFolder implements AutoCloseable {
  /** What is known when a write returns. */
  public enum Promise {
    /** Readers see the whole file. */
    WHOLE,
    /** So does whoever looks after the power has failed. */
    DURABLE
  }

  private final Path folder;
  private final FileChannel lockFile;

  private LockedFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder; makes it if there is none.
   *
   * @param lock the name of the file whose lock is taken
   * @return empty if another process has it open
   */
  public static Optional<LockedFolder> open(Path folder, String lock) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(folder.resolve(lock), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(lockFile) == null) {
      lockFile.close();
      return Optional.empty();
    }
    return Optional.of(new LockedFolder(folder, lockFile));
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The folder's path. */
  public Path path() {
    return folder;
  }

  /** Writes a file in one step, replacing one that is there; makes the folders that it is in. */
  public void write(String name, byte[] bytes, Promise promise) throws IOException {
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".tmp");
    Files.createDirectories(unfinished.resolveSibling("."));
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (promise == Promise.DURABLE) {
        channel.force(true);
      }
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (promise == Promise.DURABLE) {
      forceFolder();
    }
  }

  /** Makes the new name durable; where a folder cannot be opened, renaming already is. */
  private void forceFolder() throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Lets other processes open the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
