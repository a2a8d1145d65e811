package dev.tallystick.tally.party;

import dev.tallystick.keys.KeyFileException;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the party's key file. */
public final class KeyFileOption {
  @Option(
      names = "--keys",
      paramLabel = "FILE",
      required = true,
      description = "The party's key file, closed to others (0600).")
  private Path file = Path.of("");

  /**
   * The keys in the file.
   *
   * @throws IOException if it cannot be read, is open to others, or holds no keys
   */
  public PartyKeys keys() throws IOException {
    return read(file);
  }

  /**
   * The keys in a file.
   *
   * @throws IOException if it cannot be read, is open to others, or holds no keys
   */
  public static PartyKeys read(Path file) throws IOException {
    try {
      return PartyKeys.read(file);
    } catch (KeyFileException e) {
      throw new IOException(e.getMessage(), e);
    } catch (MalformedKeyException e) {
      throw new IOException(file + ": not a key file: " + e.getMessage(), e);
    }
  }
}
