package dev.tallystick.generator;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the sources of {@code dev.tallystick.events.type} from the registry of event types. */
public final class GenerateEventTypes {
  private GenerateEventTypes() {}

  /**
   * Writes them.
   *
   * @param args the folder of the registry files, and the folder for the sources
   */
  public static void main(String[] args) throws IOException {
    RegistryFiles registry = RegistryFiles.read(Path.of(args[0]));
    new SourceFolder(Path.of(args[1]), JavaNames.PACKAGE)
        .replaceBy(new EventTypeSources(registry).all());
  }
}
