package dev.tallystick.audit.usage;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list that is read newest first.
 *
 * @param before the index that it begins before, absent for the first
 * @param limit the most entries on it
 */
public record PageRequest(OptionalLong before, int limit) {
  /** The most entries on a page. */
  public static final int MAX_LIMIT = 200;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /**
   * The page that a caller asks for.
   *
   * @throws AuditProblem if the limit is out of range or the cursor was never given out
   */
  public static PageRequest of(@Nullable String cursor, int limit) {
    return of(cursor, limit, MAX_LIMIT);
  }

  /**
   * The page that a caller asks for, where pages may be longer.
   *
   * @throws AuditProblem if the limit is out of range or the cursor was never given out
   */
  public static PageRequest of(@Nullable String cursor, int limit, int most) {
    if (limit < 1 || limit > most) {
      throw AuditProblem.ofField(AuditProblemCode.PAGE_INVALID, "limit", "1 to " + most);
    }
    return new PageRequest(
        cursor == null ? OptionalLong.empty() : OptionalLong.of(decode(cursor)), limit);
  }

  /** The cursor of the page before an index: opaque, so that its form may change. */
  public static String cursor(long before) {
    return ENCODER.encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(before).array());
  }

  private static long decode(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == Long.BYTES) {
        long before = ByteBuffer.wrap(bytes).getLong();
        if (before >= 0 && cursor(before).equals(cursor)) {
          return before;
        }
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a cursor of another length.
    }
    throw AuditProblem.ofField(
        AuditProblemCode.PAGE_INVALID, "cursor", "is the `next` of another page");
  }
}
