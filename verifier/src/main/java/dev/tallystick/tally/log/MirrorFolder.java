package dev.tallystick.tally.log;

import dev.tallystick.tally.state.LockedFolder;
import dev.tallystick.tlog.Tile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that becomes a copy of a log. Each file appears in it whole or not at all; a run that is
 * cut short leaves complete files and at most one with the suffix {@code .tmp}, which the next run
 * overwrites. One process at a time.
 */
public final class MirrorFolder implements AutoCloseable {
  private static final String LOCK = ".tally-mirror.lock";

  private final LockedFolder folder;

  private MirrorFolder(LockedFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder for writing; makes it if there is none.
   *
   * @throws UnreachableException if it cannot be written, or somebody else is writing it
   */
  public static MirrorFolder open(Path folder) throws IOException {
    Optional<LockedFolder> locked;
    try {
      locked = LockedFolder.open(folder, LOCK);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
    return new MirrorFolder(
        locked.orElseThrow(
            () -> new UnreachableException(folder + ": another mirror is writing to it")));
  }

  /** Returns the files that are there. */
  public LogFiles files() {
    return new FolderFiles(folder.path());
  }

  /** Whether the tile is there, as long as it has to be; its content is not looked at. */
  public boolean has(Tile tile) {
    // The length of what is not there is 0, which no tile has.
    return folder.path().resolve(tile.path()).toFile().length() == LogTiles.size(tile);
  }

  /**
   * Writes a file in one step, replacing one that is there.
   *
   * @throws UnreachableException if it cannot be written
   */
  public void write(String path, byte[] bytes) throws IOException {
    try {
      folder.write(path, bytes, LockedFolder.Promise.WHOLE);
    } catch (IOException e) {
      throw cannotWrite(folder.path().resolve(path), e);
    }
  }

  private static UnreachableException cannotWrite(Path path, IOException e) {
    return new UnreachableException(
        "%s: cannot be written: %s".formatted(path, e.getClass().getSimpleName()));
  }

  /** Lets others write to the folder. */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
