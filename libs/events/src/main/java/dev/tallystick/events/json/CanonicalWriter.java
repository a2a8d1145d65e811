package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Writes values as RFC 8785 does. Not thread-safe; one writer a document. */
final class CanonicalWriter {
  private byte[] bytes = new byte[512];
  private int length;

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  void write(JsonValue value) {
    if (value instanceof JsonString string) {
      write(string.value());
    } else if (value instanceof JsonObject object) {
      write(object);
    } else if (value instanceof JsonArray array) {
      write(array);
    } else if (value instanceof JsonInteger integer) {
      ascii(Long.toString(integer.value()));
    } else if (value instanceof JsonBoolean bool) {
      ascii(bool.value() ? "true" : "false");
    } else {
      throw new AssertionError("a kind of value without a form");
    }
  }

  private void write(JsonObject object) {
    one('{');
    for (int i = 0; i < object.size(); i++) {
      if (i > 0) {
        one(',');
      }
      write(object.nameAt(i));
      one(':');
      write(object.valueAt(i));
    }
    one('}');
  }

  private void write(JsonArray array) {
    one('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        one(',');
      }
      write(array.get(i));
    }
    one(']');
  }

  private void write(String text) {
    // A UTF-16 unit becomes at most six bytes (a six-character escape) and the quotes are two.
    ensure(6 * text.length() + 2);
    bytes[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += multiByte(text, i);
      } else if (c < 0x20 || c == '"' || c == '\\') {
        escape(c);
      } else {
        bytes[length++] = (byte) c;
      }
    }
    bytes[length++] = '"';
  }

  /** Writes the character at i, and returns 1 if it took two units. */
  private int multiByte(String text, int i) {
    int codePoint = text.codePointAt(i);
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    return codePoint < 0x10000 ? 0 : 1;
  }

  /** RFC 8785 §3.2.2.2. */
  private void escape(char c) {
    bytes[length++] = '\\';
    int shortForm = "\b\t\n\f\r\"\\".indexOf(c);
    if (shortForm >= 0) {
      bytes[length++] = (byte) "btnfr\"\\".charAt(shortForm);
      return;
    }
    bytes[length++] = 'u';
    bytes[length++] = '0';
    bytes[length++] = '0';
    bytes[length++] = (byte) Character.forDigit(c >> 4, 16);
    bytes[length++] = (byte) Character.forDigit(c & 0xF, 16);
  }

  private void ascii(String text) {
    byte[] encoded = text.getBytes(ISO_8859_1);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void one(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
