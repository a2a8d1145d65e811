package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What c2sp.org/signed-note allows in a note: UTF-8 without control characters, save newlines. */
final class NoteText {
  private NoteText() {}

  /** Whether the text has a UTF-8 form and no control character other than newline. */
  static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 && c != '\n') {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this can be the name of a key: not empty, no Unicode space, no plus sign. */
  static boolean isKeyName(String name) {
    return !name.isEmpty()
        && isText(name)
        && name.codePoints()
            .noneMatch(
                c ->
                    c == '+' || c == 0x85 || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text, or nothing if the bytes are not UTF-8. */
  static Optional<String> decode(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return Optional.of(text.toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
