package dev.tallystick.importing.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** The text of a stream in UTF-8, so that a line's end is one byte whatever the file is in. */
final class AsUtf8 extends InputStream {
  private final Reader text;
  private final char[] chars = new char[8 * 1024];
  private byte[] bytes = {};
  private int at;

  private AsUtf8(InputStream content, Charset encoding) {
    this.text =
        new InputStreamReader(
            content,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** Whether lines of this encoding cannot be told by the byte of their end. */
  static boolean needs(Charset encoding) {
    byte[] lineEnd = "\n".getBytes(encoding);
    return lineEnd.length != 1 || lineEnd[0] != '\n';
  }

  static InputStream of(InputStream content, Charset encoding) {
    return new AsUtf8(content, encoding);
  }

  @Override
  public int read() throws IOException {
    return more() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int taken = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, buffer, offset, taken);
    at += taken;
    return taken;
  }

  /** Reads on where nothing is left; whether something is there. */
  private boolean more() throws IOException {
    while (at == bytes.length) {
      int read = text.read(chars, 0, chars.length - 1);
      if (read < 0) {
        return false;
      }
      if (read > 0 && Character.isHighSurrogate(chars[read - 1])) {
        // Its other half; the decoder makes no surrogate without one.
        chars[read++] = (char) text.read();
      }
      bytes = new String(chars, 0, read).getBytes(UTF_8);
      at = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
