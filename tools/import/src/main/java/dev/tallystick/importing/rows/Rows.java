package dev.tallystick.importing.rows;

import dev.tallystick.importing.mapping.RowValues;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One pass over the rows of a file, in its order. For one thread. */
public interface Rows extends Closeable {
  /**
   * The next row; nothing at the end of the file.
   *
   * @throws UnreadableFileException if what follows is no row and cannot be passed over
   */
  Optional<Row> next() throws IOException, UnreadableFileException;

  /** How many bytes of the file are read, of {@link DataFile#size}. */
  long position();

  /**
   * A row, or a place where there should be one.
   *
   * @param number from 1
   * @param line the line that it begins in, from 1, as an editor counts
   * @param values its texts; nothing if it cannot be read by itself
   */
  record Row(long number, long line, Optional<RowValues> values) {}
}
