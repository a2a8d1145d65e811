package dev.tallystick.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Mappings by name, or from a file. */
public final class ShippedMappings {
  private static final List<String> NAMES = List.of("online-retail", "south-german-credit");

  private ShippedMappings() {}

  /** The names of the mappings that are shipped. */
  public static List<String> names() {
    return NAMES;
  }

  /** The text of a mapping: a file if there is one of this name, otherwise a shipped one. */
  public static byte[] read(String nameOrFile) throws IOException {
    Path file = Path.of(nameOrFile);
    if (Files.isRegularFile(file)) {
      return Files.readAllBytes(file);
    }
    if (!NAMES.contains(nameOrFile)) {
      throw new NoSuchFileException(
          nameOrFile, null, "no such mapping file; shipped are " + String.join(", ", NAMES));
    }
    try (InputStream in =
        ShippedMappings.class.getResourceAsStream("mappings/" + nameOrFile + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the mapping " + nameOrFile + " is not in this program");
      }
      return in.readAllBytes();
    }
  }
}
