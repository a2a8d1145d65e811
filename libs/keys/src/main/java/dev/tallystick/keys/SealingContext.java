package dev.tallystick.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a sealed value belongs to, bound to it as associated data: a value moved to another row,
 * field or day does not open there.
 *
 * <p>Two contexts are equal when their parts are: each part is preceded by its length, so that
 * {@code ("ab", "c")} is not {@code ("a", "bc")}. The context is authenticated, not kept secret,
 * and not stored in the value: whoever opens it must know it.
 */
public final class SealingContext {
  private final List<String> parts;
  private final byte[] encoded;

  private SealingContext(List<String> parts) {
    this.parts = parts;
    this.encoded = encode(parts);
  }

  /** The context of these parts, in this order: from the owner down to the field. */
  public static SealingContext of(String first, String... more) {
    String[] parts = Arrays.copyOf(more, more.length + 1);
    System.arraycopy(more, 0, parts, 1, more.length);
    parts[0] = first;
    return new SealingContext(List.of(parts));
  }

  /** The encoded form: for each part its length in UTF-8 as uint32, and its bytes. */
  byte[] encoded() {
    return encoded;
  }

  private static byte[] encode(List<String> parts) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(96);
    for (String part : parts) {
      byte[] utf8 = utf8(part);
      encoded.writeBytes(ByteBuffer.allocate(4).putInt(0, utf8.length).array());
      encoded.writeBytes(utf8);
    }
    return encoded.toByteArray();
  }

  /** Strict, because a replacement character would make different parts equal. */
  private static byte[] utf8(String part) {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a part of a context has a lone surrogate", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealingContext that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The number of parts; the parts themselves may name a person. */
  @Override
  public String toString() {
    return "SealingContext[" + parts.size() + " parts]";
  }
}
