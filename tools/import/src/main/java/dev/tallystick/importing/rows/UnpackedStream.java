package dev.tallystick.importing.rows;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a gzip file holds; damage is the file's fault, not the disk's. */
final class UnpackedStream extends FilterInputStream {
  private UnpackedStream(InputStream unpacked) {
    super(unpacked);
  }

  /**
   * Begins with the file's head.
   *
   * @throws UnreadableFileException if it is none; so do reads where the file is damaged or ends
   */
  static InputStream of(InputStream packed, int buffer) throws IOException {
    try {
      return new UnpackedStream(new GZIPInputStream(packed, buffer));
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  private static UnreadableFileException damaged(IOException e) {
    return new UnreadableFileException("the file is damaged gzip: " + e.getMessage());
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }
}
