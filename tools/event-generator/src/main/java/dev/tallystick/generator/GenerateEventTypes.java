package dev.tallystick.generator;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the sources of {@code dev.tallystick.events.type} from the registry of event types. */
public final class GenerateEventTypes {
  private GenerateEventTypes() {}

  /**
   * Leaves a file that would not change as it is, so that nothing is compiled again without need,
   * and deletes those that are no longer written.
   *
   * @param args the folder of the registry files, and the folder for the sources
   */
  public static void main(String[] args) throws IOException {
    EventTypeRegistry registry = EventTypeRegistry.read(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    Set<Path> written = new HashSet<>();
    for (TypeSpec type : types(registry)) {
      written.add(write(type, folder));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!written.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** All classes of the package. */
  static List<TypeSpec> types(EventTypeRegistry registry) {
    EventTypeSources sources = new EventTypeSources(registry);
    return sources.all();
  }

  private static Path write(TypeSpec type, Path folder) throws IOException {
    JavaFile source =
        JavaFile.builder(JavaNames.PACKAGE, type).skipJavaLangImports(true).indent("  ").build();
    Path file = folder.resolve(JavaNames.PACKAGE.replace('.', '/')).resolve(type.name() + ".java");
    String text = source.toString();
    if (!text.equals(textOf(file))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    return file;
  }

  private static String textOf(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
