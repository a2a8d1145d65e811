package dev.tallystick.houserules;

import dev.tallystick.postgres.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for the keys of a service under test, deleted when it is closed. */
public final class TemporaryKeys implements AutoCloseable {
  private final Path folder;

  private TemporaryKeys(Path folder) {
    this.folder = folder;
  }

  /** Makes a new folder. */
  public static TemporaryKeys create() {
    try {
      return new TemporaryKeys(Files.createTempDirectory("tallystick-test-keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      PrivateFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
