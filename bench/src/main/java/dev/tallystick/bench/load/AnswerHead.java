package dev.tallystick.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 answer, as far as it matters here: the rest of the head is skipped.
 *
 * @param bodyAt where the body begins
 * @param bodyLength how long it is, by Content-Length
 */
record AnswerHead(int status, int bodyAt, int bodyLength) {
  private static final byte[] CONTENT_LENGTH =
      "content-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  /**
   * Reads the head from the first {@code length} bytes; null if they do not hold all of it yet.
   *
   * @throws IOException if it is none, or gives no Content-Length
   */
  static @Nullable AnswerHead parse(ByteBuffer bytes, int length) throws IOException {
    int bodyLength = -1;
    int line = 0;
    for (int i = 1; i < length; i++) {
      if (bytes.get(i) != '\n') {
        continue;
      }
      if (i - line == 1) {
        return head(bytes, i + 1, bodyLength);
      }
      if (isContentLength(bytes, line, i)) {
        bodyLength = number(bytes, line + CONTENT_LENGTH.length, i);
      }
      line = i + 1;
    }
    return null;
  }

  private static AnswerHead head(ByteBuffer bytes, int bodyAt, int bodyLength) throws IOException {
    if (bodyLength < 0) {
      throw new IOException("an answer has no Content-Length");
    }
    return new AnswerHead(number(bytes, STATUS_AT, STATUS_AT + 3), bodyAt, bodyLength);
  }

  private static boolean isContentLength(ByteBuffer bytes, int from, int to) {
    if (to - from <= CONTENT_LENGTH.length) {
      return false;
    }
    for (int i = 0; i < CONTENT_LENGTH.length; i++) {
      int c = bytes.get(from + i);
      int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
      if (lower != CONTENT_LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(ByteBuffer bytes, int from, int to) throws IOException {
    int value = 0;
    for (int i = from; i < to; i++) {
      int c = bytes.get(i);
      if (c >= '0' && c <= '9') {
        value = Math.addExact(Math.multiplyExact(value, 10), c - '0');
      } else if (c != ' ' && c != '\r') {
        throw new IOException("not an HTTP answer");
      }
    }
    return value;
  }
}
