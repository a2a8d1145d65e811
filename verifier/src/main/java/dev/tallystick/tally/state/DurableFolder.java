package dev.tallystick.tally.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose files are replaced in one step each and are durable when {@link #write} returns.
 *
 * <p>While it is open no other process can open it. A crash leaves the old file or the new one, and
 * at most one file with the suffix {@code .tmp}, which the next write of that name overwrites. For
 * one writing thread at a time.
 */
public final class DurableFolder implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lockFile;

  private DurableFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder; makes it if there is none.
   *
   * @throws UnusableStateException if it cannot be written, or another process has it open
   */
  public static DurableFolder open(Path folder) throws UnusableStateException {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new UnusableStateException(folder + ": another process is using it");
      }
      return new DurableFolder(folder, lockFile);
    } catch (UnusableStateException e) {
      throw e;
    } catch (IOException e) {
      throw unusable(folder, "written", e);
    }
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

  /**
   * Returns a file, or nothing if there is none.
   *
   * @param most the most bytes that it may have
   * @throws UnusableStateException if it cannot be read, or has more
   */
  public Optional<byte[]> find(String name, int most) throws UnusableStateException {
    Path file = folder.resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new UnusableStateException("%s: has more than %d bytes".formatted(file, most));
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (UnusableStateException e) {
      throw e;
    } catch (IOException e) {
      throw unusable(file, "read", e);
    }
  }

  /**
   * Writes a file in one step, replacing one that is there.
   *
   * @throws UnusableStateException if it is not known to be durable; either version may be there
   */
  public void write(String name, byte[] bytes) throws UnusableStateException {
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".tmp");
    try {
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
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder();
    } catch (IOException e) {
      throw unusable(file, "written", e);
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

  private static UnusableStateException unusable(Path path, String verb, IOException e) {
    return new UnusableStateException(
        "%s: cannot be %s: %s".formatted(path, verb, e.getClass().getSimpleName()));
  }

  /** Lets other processes open the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
