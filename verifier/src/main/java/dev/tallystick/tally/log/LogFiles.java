package dev.tallystick.tally.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a log publishes, by their paths below the log's prefix ({@code checkpoint}, {@code
 * tile/0/000}).
 *
 * <p>Implementers are thread-safe, try again what may succeed the next time, and tell "there is no
 * such file" from "it cannot be told".
 */
public interface LogFiles {
  /**
   * Returns the file, or nothing if the log does not have it.
   *
   * @param most the most bytes that the file may have
   * @throws WrongFileException if it has more
   * @throws UnreachableException if the answer cannot be had
   */
  Optional<byte[]> find(String path, int most) throws IOException;

  /** Returns the files in a folder. */
  static LogFiles in(Path folder) {
    return new FolderFiles(folder);
  }

  /** Returns the address or file name of a path, for messages. */
  String locate(String path);

  /**
   * Returns the file.
   *
   * @throws WrongFileException if the log does not have it, or if it is too long
   * @throws UnreachableException if the answer cannot be had
   */
  default byte[] get(String path, int most) throws IOException {
    return find(path, most).orElseThrow(() -> new WrongFileException(path, "is missing"));
  }
}
