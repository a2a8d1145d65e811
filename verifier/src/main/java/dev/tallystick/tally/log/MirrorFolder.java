package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder that becomes a copy of a log. Each file appears in it whole or not at all; a run that is
 * cut short leaves complete files and at most one with the suffix {@code .tmp}, which the next run
 * overwrites. One process at a time.
 */
public final class MirrorFolder implements AutoCloseable {
  private static final String LOCK = ".tally-mirror.lock";

  private final Path folder;
  private final FileChannel lockFile;

  private MirrorFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder for writing; makes it if there is none.
   *
   * @throws UnreachableException if it cannot be written, or somebody else is writing it
   */
  public static MirrorFolder open(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new UnreachableException(folder + ": another mirror is writing to it");
      }
      return new MirrorFolder(folder, lockFile);
    } catch (UnreachableException e) {
      throw e;
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Returns the files that are there. */
  public LogFiles files() {
    return new FolderFiles(folder);
  }

  /** Whether the tile is there, as long as it has to be; its content is not looked at. */
  public boolean has(Tile tile) {
    // The length of what is not there is 0, which no tile has.
    return folder.resolve(tile.path()).toFile().length() == LogTiles.size(tile);
  }

  /**
   * Writes a file in one step, replacing one that is there.
   *
   * @throws UnreachableException if it cannot be written
   */
  public void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Path unfinished = folder.resolve(path + ".tmp");
    try {
      Files.createDirectories(unfinished.resolveSibling("."));
      Files.write(unfinished, bytes);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static UnreachableException cannotWrite(Path path, IOException e) {
    return new UnreachableException(
        "%s: cannot be written: %s".formatted(path, e.getClass().getSimpleName()));
  }

  /** Lets others write to the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
