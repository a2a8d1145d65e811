package dev.tallystick.tally.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder whose files are replaced in one step each and are durable when {@link #write} returns.
 *
 * <p>While it is open no other process can open it. A crash leaves the old file or the new one, and
 * at most one file with the suffix {@code .tmp}, which the next write of that name overwrites. For
 * one writing thread at a time.
 */
public final class DurableFolder implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final LockedFolder folder;

  private DurableFolder(LockedFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder; makes it if there is none.
   *
   * @throws UnusableStateException if it cannot be written, or another process has it open
   */
  public static DurableFolder open(Path folder) throws UnusableStateException {
    Optional<LockedFolder> locked;
    try {
      locked = LockedFolder.open(folder, LOCK);
    } catch (IOException e) {
      throw unusable(folder, "written", e);
    }
    return new DurableFolder(
        locked.orElseThrow(
            () -> new UnusableStateException(folder + ": another process is using it")));
  }

  /** The folder's path. */
  public Path path() {
    return folder.path();
  }

  /**
   * Returns a file, or nothing if there is none.
   *
   * @param most the most bytes that it may have
   * @throws UnusableStateException if it cannot be read, or has more
   */
  public Optional<byte[]> find(String name, int most) throws UnusableStateException {
    Path file = path().resolve(name);
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
    try {
      folder.write(name, bytes, LockedFolder.Promise.DURABLE);
    } catch (IOException e) {
      throw unusable(path().resolve(name), "written", e);
    }
  }

  private static UnusableStateException unusable(Path path, String verb, IOException e) {
    return new UnusableStateException(
        "%s: cannot be %s: %s".formatted(path, verb, e.getClass().getSimpleName()));
  }

  /** Lets other processes open the folder. */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
