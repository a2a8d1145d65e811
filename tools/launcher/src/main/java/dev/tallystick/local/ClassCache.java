package dev.tallystick.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a virtual machine has loaded, linked and profiled of a service, kept for its next starts
 * (JEP 483, 514 and 515). It fits exactly one build of the virtual machine and of the jars, so it
 * lies beside these and is named after that one.
 *
 * @param isTraining whether services write theirs when they end, instead of reading them
 */
record ClassCache(boolean isTraining) {
  /** The first Java that writes one in one step. */
  static final int FIRST_JAVA = 25;

  /**
   * A service ends first, and writes 100 to 140 MB after that; all of them share the processors.
   */
  private static final Duration TO_WRITE = Duration.ofMinutes(3);

  /** Where the cache of a program is; {@code program} is its {@code quarkus-run.jar}. */
  static Path file(Path program) {
    String name = "classes-" + System.getProperty("java.vm.version") + ".aot";
    return program.toAbsolutePath().resolveSibling("..").normalize().resolve(name);
  }

  /** The options of a program that runs until it is told to end. */
  List<String> options(Path program) {
    return isTraining
        ? List.of("-XX:AOTCacheOutput=" + file(program))
        : options(program, file(program));
  }

  /** The options of a program's step that ends by itself, which teaches nothing of its work. */
  List<String> stepOptions(Path program) {
    return isTraining ? List.of() : options(program, file(program));
  }

  /** How long a service may take to end. */
  Duration grace(Duration usual) {
    return isTraining ? TO_WRITE : usual;
  }

  /** A cache that is older than its jar would be refused, line by line, in the service's log. */
  private static List<String> options(Path program, Path file) {
    try {
      boolean fits =
          Files.isRegularFile(file)
              && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(program)) > 0;
      return fits ? List.of("-XX:AOTCache=" + file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
