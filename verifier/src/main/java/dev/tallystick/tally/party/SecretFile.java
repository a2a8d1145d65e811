package dev.tallystick.tally.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what must not stand on a command line, where every user of the machine could see it: a
 * token, a code, a secret.
 */
public final class SecretFile {
  private static final String STANDARD_INPUT = "-";

  private SecretFile() {}

  /**
   * The text of a file, without white space around it.
   *
   * @param file its name; {@code -} is standard input
   * @throws IOException if it cannot be read, or is empty
   */
  public static String read(String file, InputStream in) throws IOException {
    byte[] bytes =
        file.equals(STANDARD_INPUT) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    String text = new String(bytes, UTF_8).strip();
    if (text.isEmpty()) {
      throw new IOException(file + ": is empty");
    }
    return text;
  }
}
