package dev.tallystick.keys;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the compact forms of RFC 7515 and RFC 7516 strictly: one text for each value.
 *
 * <p>Base64url is canonical (no padding, no white space, no bits left over), JSON is UTF-8 without
 * duplicate members, and the members of a header are exactly those that its reader names.
 */
final class CompactForm {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private CompactForm() {}

  /** What is wrong with the form of a text. */
  static final class Violation extends Exception {
    private final String rule;

    Violation(String rule) {
      super(rule);
      this.rule = rule;
    }

    String rule() {
      return rule;
    }
  }

  /** The parts between the dots, decoded. */
  static List<byte[]> parts(String compact, int count, int maxLength) throws Violation {
    if (compact.length() > maxLength) {
      throw new Violation("longer than " + maxLength + " characters");
    }
    String[] texts = compact.split("\\.", -1);
    if (texts.length != count) {
      throw new Violation("not of " + count + " parts");
    }
    List<byte[]> parts = new ArrayList<>(count);
    for (String text : texts) {
      parts.add(base64url(text));
    }
    return parts;
  }

  /** Decodes canonical base64url. */
  static byte[] base64url(String text) throws Violation {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (isCanonical(text, bytes)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a text that decodes but is not canonical.
    }
    throw new Violation("not canonical base64url");
  }

  /** Only the end can be spelled in several ways: with padding, or with bits left over. */
  private static boolean isCanonical(String text, byte[] bytes) {
    int whole = bytes.length / 3;
    String end = base64url(Arrays.copyOfRange(bytes, 3 * whole, bytes.length));
    return text.length() == 4 * whole + end.length() && text.endsWith(end);
  }

  static String base64url(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** A JSON object in UTF-8, without duplicate members at its top. */
  static Map<String, Object> json(byte[] utf8) throws Violation {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      // The parser would also take an array of pairs for an object.
      if (text.stripLeading().startsWith("{")) {
        return JSONObjectUtils.parse(text);
      }
    } catch (CharacterCodingException | ParseException e) {
      // Told below, like a text that is JSON but no object.
    }
    throw new Violation("not a JSON object in UTF-8");
  }

  /** The member {@code name}, which must be a text. */
  static String text(Map<String, ?> members, String name) throws Violation {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw new Violation("without a text in " + name);
  }

  /** Refuses a member {@code name} that is not {@code expected}. */
  static void pin(Map<String, ?> members, String name, String expected) throws Violation {
    @Nullable Object value = members.get(name);
    if (!expected.equals(value)) {
      throw new Violation(name + " is not " + expected);
    }
  }
}
