package dev.tallystick.vault.deposit;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A body that may be compressed, as a stream of what it holds. What it unpacks to is bounded by the
 * limits of {@link ChunkLines}, so a small body cannot become a large one.
 */
final class GzipBody extends InputStream {
  private static final int BUFFER = 32 * 1024;

  private final InputStream unpacked;

  private GzipBody(InputStream unpacked) {
    this.unpacked = unpacked;
  }

  /**
   * What the body holds.
   *
   * @param encoding the header Content-Encoding
   * @throws VaultProblem if the encoding is another one, or the body is none of it
   */
  static InputStream open(@Nullable String encoding, InputStream body) throws IOException {
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
      throw new VaultProblem(VaultProblemCode.CONTENT_ENCODING_UNKNOWN);
    }
    try {
      return new GzipBody(new GZIPInputStream(body, BUFFER));
    } catch (ZipException | EOFException e) {
      throw new VaultProblem(VaultProblemCode.GZIP_INVALID);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return unpacked.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      throw new VaultProblem(VaultProblemCode.GZIP_INVALID);
    }
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
