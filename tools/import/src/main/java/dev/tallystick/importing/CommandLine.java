package dev.tallystick.importing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@code tallystick import} was asked to do.
 *
 * @param mapping a file, or the name of a mapping that is shipped
 * @param agreement the supply agreement; the platform's only one if empty
 * @param keys the platform's key file; that of the suite if empty
 * @param dryRun whether nothing is sent
 */
record CommandLine(
    Path home,
    String mapping,
    Path file,
    Optional<String> platform,
    Optional<String> agreement,
    Optional<Path> keys,
    boolean dryRun) {

  static final String USAGE =
      """
      usage: tallystick import MAPPING FILE --platform P [--agreement AGR] [--keys FILE] [--dry-run]

        MAPPING         a mapping file, or the name of a shipped one: online-retail, south-german-credit
        FILE            CSV, NDJSON, columns of fixed width or parted by blanks; as it is or
                        compressed by gzip
        --platform P    who deposits; not needed for a dry run
        --agreement AGR the supply agreement; needed if the platform has several
        --keys FILE     the platform's keys; unless told otherwise those in the state folder
        --dry-run       read, and tell what would be stored and refused, also by the schemas of
                        the vault that runs here; send nothing

      exit code: 0 if all was stored, 1 if some rows or records were refused, 2 if nothing was stored
      """;

  /** A command line that cannot be understood; the message is for the one who typed it. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(List<String> line) throws UsageException {
    Deque<String> rest = new ArrayDeque<>(line);
    List<String> words = new ArrayList<>();
    Optional<String> home = Optional.empty();
    Optional<String> platform = Optional.empty();
    Optional<String> agreement = Optional.empty();
    Optional<Path> keys = Optional.empty();
    boolean dryRun = false;
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      switch (word) {
        case "--home" -> home = Optional.of(value(word, rest));
        case "--platform" -> platform = Optional.of(value(word, rest));
        case "--agreement" -> agreement = Optional.of(value(word, rest));
        case "--keys" -> keys = Optional.of(Path.of(value(word, rest)));
        case "--dry-run" -> dryRun = true;
        default -> {
          if (word.startsWith("-")) {
            throw new UsageException("unknown option " + word);
          }
          words.add(word);
        }
      }
    }
    if (words.size() != 2) {
      throw new UsageException("import needs a mapping and a file");
    }
    if (platform.isEmpty() && !dryRun) {
      throw new UsageException("import needs --platform P, or --dry-run");
    }
    return new CommandLine(
        Path.of(home.orElse(".tallystick")),
        words.get(0),
        Path.of(words.get(1)),
        platform,
        agreement,
        keys,
        dryRun);
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
      throw new UsageException(option + " needs a value");
    }
    return rest.removeFirst();
  }
}
