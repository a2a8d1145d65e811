package dev.tallystick.audit.usage;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.tlog.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a list is sought, by what stands in the clear of each entry: when it was recorded, of
 * which type it is, and under which party it is filed.
 *
 * @param fromMillis the first moment
 * @param toMillis the first moment that no longer is
 * @param typeCode of the event type
 * @param party the label of a party
 */
record UsageSelection(
    long fromMillis, long toMillis, Optional<Integer> typeCode, Optional<Hash> party) {

  /**
   * Reads the parameters: times are days in UTC, the last one included, or instants.
   *
   * @throws AuditProblem naming the one that is of no such form
   */
  static UsageSelection of(
      @Nullable String from, @Nullable String to, @Nullable String type, @Nullable String party) {
    return new UsageSelection(
        from == null ? Long.MIN_VALUE : millis("from", from, 0),
        to == null ? Long.MAX_VALUE : millis("to", to, 1),
        Optional.ofNullable(type).map(UsageSelection::code),
        Optional.ofNullable(party).map(EventLabels::ofParty));
  }

  boolean matches(StoredEntry row, Stub stub) {
    return row.recordedMillis() >= fromMillis
        && row.recordedMillis() < toMillis
        && typeCode.filter(code -> code != row.typeCode()).isEmpty()
        && (party.isEmpty() || stub.labels().contains(party.get()));
  }

  private static int code(String name) {
    return EventTypes.find(name)
        .or(() -> EventTypes.find("dev.tallystick." + name + ".v1"))
        .map(EventType::code)
        .orElseThrow(
            () ->
                AuditProblem.ofField(
                    AuditProblemCode.PAGE_INVALID, "type", "an event type such as data.released"));
  }

  private static long millis(String field, String text, int daysMore) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text)
              .plusDays(daysMore)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw AuditProblem.ofField(
          AuditProblemCode.PAGE_INVALID, field, "a day, yyyy-mm-dd, or an instant");
    }
  }
}
