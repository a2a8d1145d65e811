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

/** A folder for the generated sources of one package. */
record SourceFolder(Path folder, String packageName) {
  /**
   * Leaves a file that would not change as it is, so that nothing is compiled again without need,
   * and deletes those that are no longer written.
   */
  void replaceBy(List<TypeSpec> types) throws IOException {
    Set<Path> written = new HashSet<>();
    for (TypeSpec type : types) {
      written.add(write(type));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!written.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private Path write(TypeSpec type) throws IOException {
    JavaFile source =
        JavaFile.builder(packageName, type).skipJavaLangImports(true).indent("  ").build();
    Path file = folder.resolve(packageName.replace('.', '/')).resolve(type.name() + ".java");
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
