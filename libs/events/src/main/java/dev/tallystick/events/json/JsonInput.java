package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tallystick.events.json.MalformedJsonException.Reason;

/**
 * The bytes of a JSON document and a place in them: reads tokens, checks UTF-8, and notes whether
 * what it read was written as RFC 8785 writes it.
 *
 * <p>Not thread-safe. The bytes stay the caller's and must not change while they are read.
 */
public final class JsonInput {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final JsonPath path;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private boolean canonical = true;

  JsonInput(byte[] bytes, int start, int end, JsonPath path) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.path = path;
    this.at = start;
  }

  public int position() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  /**
   * Whether everything since the last {@link #markCanonical} was in canonical form, as far as
   * tokens tell.
   */
  public boolean isCanonical() {
    return canonical;
  }

  public void markCanonical() {
    canonical = true;
  }

  void markNotCanonical() {
    canonical = false;
  }

  public MalformedJsonException refusal(Reason reason) {
    return new MalformedJsonException(reason, at - start, path.toString());
  }

  /** The next byte, which is not consumed. */
  byte peek() throws MalformedJsonException {
    if (at == end) {
      throw refusal(Reason.TRUNCATED);
    }
    return bytes[at];
  }

  public void skipWhitespace() {
    int from = at;
    while (at < end && isWhitespace(bytes[at])) {
      at++;
    }
    if (at != from) {
      canonical = false;
    }
  }

  private static boolean isWhitespace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  public boolean accept(char expected) {
    if (at < end && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  public void expect(char expected) throws MalformedJsonException {
    if (peek() != expected) {
      throw refusal(Reason.UNEXPECTED_BYTE);
    }
    at++;
  }

  void expectWord(String word) throws MalformedJsonException {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  long integer() throws MalformedJsonException {
    boolean negative = accept('-');
    int from = at;
    long value = 0;
    for (byte b = peek(); b >= '0' && b <= '9'; b = bytes[at]) {
      // 17 digits stay far from overflow; whatever is longer is out of range anyway.
      value = at - from < 17 ? value * 10 + (b - '0') : Long.MAX_VALUE;
      at++;
      if (at == end) {
        break;
      }
    }
    int digits = at - from;
    if (digits == 0) {
      throw refusal(Reason.UNEXPECTED_BYTE);
    }
    if (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
      throw refusal(Reason.NOT_AN_INTEGER);
    }
    if (digits > 1 && bytes[from] == '0') {
      throw refusal(Reason.LEADING_ZERO);
    }
    if (negative && value == 0) {
      throw refusal(Reason.NEGATIVE_ZERO);
    }
    if (value > JsonInteger.MAX) {
      throw refusal(Reason.INTEGER_OUT_OF_RANGE);
    }
    return negative ? -value : value;
  }

  /** Reads a string with its quotes. */
  String string() throws MalformedJsonException {
    expect('"');
    int from = at;
    for (int i = at; i < end; i++) {
      byte b = bytes[i];
      if (b == '"') {
        at = i + 1;
        return new String(bytes, from, i - from, ISO_8859_1);
      }
      // Negative bytes are the non-ASCII ones.
      if (b < 0x20 || b == '\\') {
        at = i;
        return stringWithMore(from);
      }
    }
    at = end;
    throw refusal(Reason.TRUNCATED);
  }

  /** Goes on from plain ASCII to escapes and characters of several bytes. */
  private String stringWithMore(int from) throws MalformedJsonException {
    text.setLength(0);
    for (int i = from; i < at; i++) {
      text.append((char) bytes[i]);
    }
    while (true) {
      byte b = peek();
      if (b == '"') {
        break;
      }
      if (b == '\\') {
        at++;
        escape();
      } else if (b < 0) {
        codePoint(b & 0xFF);
      } else if (b < 0x20) {
        throw refusal(Reason.CONTROL_CHARACTER);
      } else {
        text.append((char) b);
        at++;
      }
    }
    String string = text.toString();
    if (!Unicode.isNormalized(string)) {
      throw refusal(Reason.NOT_NFC);
    }
    at++;
    return string;
  }

  /** Reads one character of two to four bytes (Unicode, table 3-7: well-formed UTF-8). */
  private void codePoint(int lead) throws MalformedJsonException {
    if (lead < 0xC2 || lead > 0xF4) {
      throw refusal(Reason.INVALID_UTF8);
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int codePoint = lead & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      if (at + i == end) {
        throw refusal(Reason.TRUNCATED);
      }
      int next = bytes[at + i] & 0xFF;
      int lowest = 0x80;
      int highest = 0xBF;
      if (i == 1) {
        // No overlong form, no surrogate, nothing beyond U+10FFFF.
        lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      }
      if (next < lowest || next > highest) {
        throw refusal(Reason.INVALID_UTF8);
      }
      codePoint = (codePoint << 6) | (next & 0x3F);
    }
    text.appendCodePoint(codePoint);
    at += length;
  }

  private void escape() throws MalformedJsonException {
    byte kind = peek();
    if (kind == 'u') {
      at++;
      unicodeEscape();
      return;
    }
    int index = "\"\\/bfnrt".indexOf(kind);
    if (index < 0) {
      throw refusal(Reason.INVALID_ESCAPE);
    }
    if (kind == '/') {
      canonical = false;
    }
    text.append("\"\\/\b\f\n\r\t".charAt(index));
    at++;
  }

  private void unicodeEscape() throws MalformedJsonException {
    int from = at;
    char unit = (char) fourHexDigits();
    if (Character.isSurrogate(unit)) {
      canonical = false;
      if (!Character.isHighSurrogate(unit) || !accept('\\') || !accept('u')) {
        throw refusal(Reason.LONE_SURROGATE);
      }
      char low = (char) fourHexDigits();
      if (!Character.isLowSurrogate(low)) {
        throw refusal(Reason.LONE_SURROGATE);
      }
      text.append(unit).append(low);
      return;
    }
    // RFC 8785 §3.2.2.2: only control characters without a short form, and in lower-case hex.
    if (unit >= 0x20 || "\b\f\n\r\t".indexOf(unit) >= 0 || hasUpperCase(from)) {
      canonical = false;
    }
    text.append(unit);
  }

  private boolean hasUpperCase(int from) {
    for (int i = from; i < at; i++) {
      if (bytes[i] >= 'A' && bytes[i] <= 'F') {
        return true;
      }
    }
    return false;
  }

  private int fourHexDigits() throws MalformedJsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      // Not Character.digit alone: it takes digits of other scripts too.
      int digit = peek() < 0 ? -1 : Character.digit(peek(), 16);
      if (digit < 0) {
        throw refusal(Reason.INVALID_ESCAPE);
      }
      value = (value << 4) | digit;
      at++;
    }
    return value;
  }
}
