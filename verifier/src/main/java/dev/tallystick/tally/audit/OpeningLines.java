package dev.tallystick.tally.audit;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.MalformedOpeningException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads openings line by line, as {@code GET /v1/openings} writes them; keeps one in memory. */
final class OpeningLines implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long line;

  OpeningLines(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next opening.
   *
   * @return empty after the last
   * @throws BrokenOpeningsException if the line is none
   */
  Optional<BulkOpening> next() throws IOException, BrokenOpeningsException {
    byte[] next = nextLine();
    if (next == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(BulkOpening.parse(next));
    } catch (MalformedOpeningException e) {
      throw new BrokenOpeningsException("line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private byte @Nullable [] nextLine() throws IOException, BrokenOpeningsException {
    line++;
    int at = from;
    while (true) {
      while (at < to) {
        if (buffer[at] == '\n') {
          byte[] found = Arrays.copyOfRange(buffer, from, at);
          from = at + 1;
          return found;
        }
        at++;
      }
      if (to - from > BulkOpening.MAX_SIZE) {
        throw new BrokenOpeningsException(
            "line %d: longer than %d bytes".formatted(line, BulkOpening.MAX_SIZE));
      }
      int unread = to - from;
      if (!fill()) {
        byte[] last = Arrays.copyOfRange(buffer, from, to);
        from = to;
        return last.length == 0 ? null : last;
      }
      at = from + unread;
    }
  }

  /** Moves what is unread to the front, makes room if it must, and reads more behind it. */
  private boolean fill() throws IOException {
    int unread = to - from;
    if (unread == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      System.arraycopy(buffer, from, buffer, 0, unread);
      from = 0;
      to = unread;
    }
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(read, 0);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
