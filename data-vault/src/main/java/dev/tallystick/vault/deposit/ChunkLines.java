package dev.tallystick.vault.deposit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of an NDJSON body, one after the other; what is in memory is one line. Empty lines are
 * passed over, and a last line needs no end.
 */
final class ChunkLines {
  /** The most lines of a chunk. */
  static final int MOST_LINES = 10_000;

  /** The most bytes of a chunk. */
  static final int MOST_BYTES = 32 * 1024 * 1024;

  /** The most bytes of a line. */
  static final int LONGEST_LINE = 32 * 1024;

  private final InputStream body;
  private final byte[] buffer = new byte[16 * 1024];
  private int at;
  private int end;
  private long bytes;
  private int lines;

  ChunkLines(InputStream body) {
    this.body = body;
  }

  /**
   * The next line without its end, or nothing at the end of the body.
   *
   * @throws DepositProblem if a limit is passed
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (true) {
      int b = read();
      if (b == '\n' || b < 0) {
        if (line.size() > 0) {
          if (++lines > MOST_LINES) {
            throw new DepositProblem.ChunkTooLarge(MOST_LINES + " lines");
          }
          return Optional.of(line.toByteArray());
        }
        if (b < 0) {
          return Optional.empty();
        }
      } else if (b != '\r') {
        if (line.size() == LONGEST_LINE) {
          throw new DepositProblem.ChunkTooLarge(LONGEST_LINE + " bytes in a line");
        }
        line.write(b);
      }
    }
  }

  /** The number of the line that {@link #next} has returned last. */
  int number() {
    return lines;
  }

  private int read() throws IOException {
    if (at == end) {
      end = body.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
      bytes += end;
      if (bytes > MOST_BYTES) {
        throw new DepositProblem.ChunkTooLarge(MOST_BYTES + " bytes");
      }
    }
    return buffer[at++] & 0xff;
  }
}
