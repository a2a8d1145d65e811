package dev.tallystick.audit.usage;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a list is asked for.
 *
 * @param limit the most entries on the page
 * @param cursor the page before, if one is turned
 * @param previous an earlier answer that this one is to extend
 */
record UsageRequest(int limit, Optional<UsageCursor> cursor, Optional<UsageCursor> previous) {

  /**
   * Reads the parameters.
   *
   * @throws AuditProblem if the limit is out of range or a text was never given out
   */
  static UsageRequest of(@Nullable String cursor, @Nullable String previous, int limit) {
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw AuditProblem.ofField(
          AuditProblemCode.PAGE_INVALID, "limit", "1 to " + PageRequest.MAX_LIMIT);
    }
    if (cursor != null && previous != null) {
      throw AuditProblem.ofField(
          AuditProblemCode.PAGE_INVALID, "previous", "is for the first page");
    }
    return new UsageRequest(
        limit,
        Optional.ofNullable(cursor).map(UsageCursor::ofCursor),
        Optional.ofNullable(previous).map(UsageCursor::ofSaved));
  }

  /** The answer that this one must extend. */
  Optional<UsageCursor> old() {
    return cursor.or(() -> previous);
  }
}
