package dev.tallystick.houserules;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for the keys of a service under test, deleted when it is closed; in memory where the
 * machine has such a folder, since each key is forced to the disk.
 */
public final class TemporaryKeys implements AutoCloseable {
  private static final String PREFIX = "tallystick-test-keys";
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path folder;

  private TemporaryKeys(Path folder) {
    this.folder = folder;
  }

  /** Makes a new folder. */
  public static TemporaryKeys create() {
    try {
      return new TemporaryKeys(
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, PREFIX)
              : Files.createTempDirectory(PREFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The file with a key by which the service identifies itself at the provider. */
  public Path clientKey() {
    Path file = folder.resolve("client.pem");
    try {
      if (!Files.exists(file)) {
        ClientKey.draw().write(file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      OwnerOnlyFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
