package dev.tallystick.houserules.openapi;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/** An index of compiled classes. */
final class CompiledClasses {
  private CompiledClasses() {}

  /** The classes below this folder, such as {@code target/classes}. */
  static Index below(Path folder) {
    return below(folder, Set.of());
  }

  /**
   * The classes below this folder, and others.
   *
   * @param others names of classes of libraries
   */
  static Index below(Path folder, Set<String> others) {
    Indexer indexer = new Indexer();
    for (String other : others) {
      try (InputStream bytes = open(other)) {
        indexer.index(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Path file : files(folder)) {
      try (InputStream bytes = Files.newInputStream(file)) {
        indexer.index(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return indexer.complete();
  }

  private static InputStream open(String name) {
    InputStream bytes =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream(name.replace('.', '/') + ".class");
    return requireNonNull(bytes, name);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
