package dev.tallystick.vault.deposit;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
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
  static final int MAX_LINES = 10_000;

  /** The most bytes of a chunk. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  /** The most bytes of a line. */
  static final int MAX_LINE_BYTES = 32 * 1024;

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
   * @throws VaultProblem if a limit is passed
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (true) {
      int b = read();
      if (b == '\n' || b < 0) {
        if (line.size() > 0) {
          if (++lines > MAX_LINES) {
            throw tooLarge(MAX_LINES + " lines");
          }
          return Optional.of(line.toByteArray());
        }
        if (b < 0) {
          return Optional.empty();
        }
      } else if (b != '\r') {
        if (line.size() == MAX_LINE_BYTES) {
          throw tooLarge(MAX_LINE_BYTES + " bytes in a line");
        }
        line.write(b);
      }
    }
  }

  /** The number of the line that {@link #next} has returned last. */
  int number() {
    return lines;
  }

  private static VaultProblem tooLarge(String limit) {
    return VaultProblem.ofDetail(
        VaultProblemCode.CHUNK_TOO_LARGE,
        "The most is " + limit + ". Nothing was kept; send smaller chunks.");
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
      if (bytes > MAX_BYTES) {
        throw tooLarge(MAX_BYTES + " bytes");
      }
    }
    return buffer[at++] & 0xff;
  }
}
