package dev.tallystick.importing.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.apache.commons.io.input.ReaderInputStream;

/** The text of a stream in UTF-8, so that a line's end is one byte whatever the file is in. */
final class AsUtf8 {
  private AsUtf8() {}

  /** Whether lines of this encoding cannot be told by the byte of their end. */
  static boolean needs(Charset encoding) {
    byte[] lineEnd = "\n".getBytes(encoding);
    return lineEnd.length != 1 || lineEnd[0] != '\n';
  }

  /** The same text; reading it throws {@link IOException} where bytes are no text. */
  static InputStream of(InputStream content, Charset encoding) throws IOException {
    Reader text =
        new InputStreamReader(
            content,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return ReaderInputStream.builder().setReader(text).setCharset(UTF_8).get();
  }
}
