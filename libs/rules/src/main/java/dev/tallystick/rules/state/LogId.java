package dev.tallystick.rules.state;

import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An id as the log writes it: a known prefix and a UUID take 32 bytes instead of a text's hundred,
 * which counts where there are ten million of them. What is of another form is kept as the text.
 */
final class LogId {
  /** Longest first, so that the first that fits is the right one. */
  private static final List<String> PREFIXES =
      List.of(
          "consent/con_",
          "objection/obj_",
          "release/",
          "use/con_",
          "loan/loan_",
          "loan_",
          "con_",
          "ntc_",
          "#",
          "");

  /** Before the digest of a text in place of it: no id begins so. */
  private static final String DIGEST = "#";

  /** What is longer is kept as its digest, where nobody asks for the text again. */
  private static final int LONG = 40;

  private static final int UUID_LENGTH = 36;

  /** The prefix; of an id without a UUID the whole text. */
  private final String text;

  /** Both 0 of an id without a UUID; the UUID of zeros alone counts as none. */
  private final long high;

  private final long low;

  private LogId(String text, long high, long low) {
    this.text = text;
    this.high = high;
    this.low = low;
  }

  static LogId of(String id) {
    int start = id.length() - UUID_LENGTH;
    String prefix = start < 0 ? null : prefix(id, start);
    if (prefix == null || !isUuid(id, start)) {
      return new LogId(id, 0, 0);
    }
    long high = (hex(id, start, 8) << 32) | (hex(id, start + 9, 4) << 16) | hex(id, start + 14, 4);
    long low = (hex(id, start + 19, 4) << 48) | hex(id, start + 24, 12);
    return (high | low) == 0 ? new LogId(id, 0, 0) : new LogId(prefix, high, low);
  }

  /** A guard's key, of which nobody asks for the text again. */
  static LogId ofGuard(String key) {
    LogId id = of(key);
    return id.hasUuid() || key.length() <= LONG ? id : digest(key);
  }

  /** The first 128 bits of a text's SHA-256 in place of the text. */
  static LogId digest(String text) {
    ByteBuffer hash =
        ByteBuffer.wrap(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).toByteArray());
    return new LogId(DIGEST, hash.getLong(), hash.getLong());
  }

  private static @Nullable String prefix(String id, int length) {
    for (int i = 0; i < PREFIXES.size(); i++) {
      String prefix = PREFIXES.get(i);
      if (prefix.length() == length && id.startsWith(prefix)) {
        return prefix;
      }
    }
    return null;
  }

  private static boolean isUuid(String id, int start) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isLowerHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static long hex(String id, int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      char c = id.charAt(i);
      value = (value << 4) | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
  }

  /** The release that a guard is of, if it is one of a release. */
  Optional<LogId> ofRelease() {
    return hasUuid() && text.equals("release/")
        ? Optional.of(new LogId("", high, low))
        : Optional.empty();
  }

  private boolean hasUuid() {
    return (high | low) != 0;
  }

  /** By which its prefix is known in a snapshot. */
  int form() {
    return hasUuid() ? PREFIXES.indexOf(text) : PREFIXES.size();
  }

  void write(SnapshotOut out) throws IOException {
    if (hasUuid()) {
      out.wide(high);
      out.wide(low);
    } else {
      out.text(text);
    }
  }

  static LogId read(int form, SnapshotIn in) throws IOException {
    if (form < 0 || form > PREFIXES.size()) {
      throw new IOException("no form of an id: " + form);
    }
    return form == PREFIXES.size()
        ? LogId.of(in.text())
        : new LogId(PREFIXES.get(form), in.wide(), in.wide());
  }

  /** The id as it was given. */
  @Override
  public String toString() {
    if (!hasUuid()) {
      return text;
    }
    StringBuilder id = new StringBuilder(text.length() + UUID_LENGTH).append(text);
    hex(id, high, 60, 8).append('-');
    hex(id, high, 28, 4).append('-');
    hex(id, high, 12, 4).append('-');
    hex(id, low, 60, 4).append('-');
    return hex(id, low, 44, 12).toString();
  }

  private static StringBuilder hex(StringBuilder id, long bits, int shift, int digits) {
    for (int i = 0; i < digits; i++) {
      id.append(Character.forDigit((int) (bits >>> (shift - 4 * i)) & 0xf, 16));
    }
    return id;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogId that
        && high == that.high
        && low == that.low
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return hasUuid() ? Long.hashCode(31 * high + low) + text.length() : text.hashCode();
  }
}
