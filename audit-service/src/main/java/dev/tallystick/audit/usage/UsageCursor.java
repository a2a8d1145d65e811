package dev.tallystick.audit.usage;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.tlog.Hash;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer tells its reader to ask with next: the size of its checkpoint, how long each list
 * was, and, to turn the page, where each list goes on. Text that only this service reads, so its
 * form may change; a reader who makes one up fools nobody but himself.
 *
 * @param size the size of the checkpoint
 * @param lists by the beginning of the label
 */
record UsageCursor(long size, Map<Long, Spot> lists) {
  private static final byte SAVED = 1;
  private static final byte CURSOR = 2;
  private static final int MAX_TEXT = 4096;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /**
   * Where a list was.
   *
   * @param count its length
   * @param before the place that the next page begins before; the length when nothing was shown
   */
  record Spot(long count, long before) {}

  UsageCursor {
    lists = Map.copyOf(lists);
  }

  /** Where the list of this label was. */
  Optional<Spot> find(Hash label) {
    return Optional.ofNullable(lists.get(key(label)));
  }

  static long key(Hash label) {
    return ByteBuffer.wrap(label.toByteArray()).getLong();
  }

  /** The text that turns the page. */
  String toCursor() {
    return encode(CURSOR);
  }

  /** The text that asks for what was added since. */
  String toSaved() {
    return encode(SAVED);
  }

  private String encode(byte kind) {
    int each = kind == CURSOR ? 3 : 2;
    ByteBuffer out = ByteBuffer.allocate(1 + Long.BYTES * (1 + each * lists.size()));
    out.put(kind).putLong(size);
    lists.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            list -> {
              out.putLong(list.getKey()).putLong(list.getValue().count());
              if (kind == CURSOR) {
                out.putLong(list.getValue().before());
              }
            });
    return ENCODER.encodeToString(out.array());
  }

  /** Reads what {@link #toCursor} wrote. */
  static UsageCursor ofCursor(String text) {
    return decode(text, CURSOR)
        .orElseThrow(
            () ->
                AuditProblem.ofField(
                    AuditProblemCode.PAGE_INVALID, "cursor", "is the `next` of another page"));
  }

  /** Reads what {@link #toSaved} wrote. */
  static UsageCursor ofSaved(String text) {
    return decode(text, SAVED)
        .orElseThrow(
            () ->
                AuditProblem.ofField(
                    AuditProblemCode.PAGE_INVALID, "previous", "is the `saved` of an answer"));
  }

  private static Optional<UsageCursor> decode(String text, byte kind) {
    int each = Long.BYTES * (kind == CURSOR ? 3 : 2);
    byte[] bytes = bytes(text);
    if (bytes.length < 1 + Long.BYTES + each
        || (bytes.length - 1 - Long.BYTES) % each != 0
        || bytes[0] != kind) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long size = in.getLong();
    Map<Long, Spot> lists = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = in.getLong();
      long count = in.getLong();
      long before = kind == CURSOR ? in.getLong() : count;
      if (count < 0 || before < 0 || before > count) {
        return Optional.empty();
      }
      lists.put(key, new Spot(count, before));
    }
    UsageCursor cursor = new UsageCursor(size, lists);
    return size < 1 || !cursor.encode(kind).equals(text) ? Optional.empty() : Optional.of(cursor);
  }

  private static byte[] bytes(String text) {
    try {
      return text.length() > MAX_TEXT ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
