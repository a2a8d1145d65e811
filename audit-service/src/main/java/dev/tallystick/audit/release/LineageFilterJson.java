package dev.tallystick.audit.release;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.events.EventLabels;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a lineage is sought: days (UTC), a party, a purpose. */
@RegisterForReflection
record LineageFilterJson(
    @Pattern(regexp = DAY) @Nullable String from,
    @Pattern(regexp = DAY) @Nullable String to,
    @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String party,
    @Pattern(regexp = "[A-Z][A-Z0-9_.-]{0,63}") @Nullable String purpose) {
  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  LineageFilter toFilter(RecordedTimes times) {
    return new LineageFilter(
        from == null ? 0 : times.firstAt(millis(day("only.from", from))),
        to == null ? Long.MAX_VALUE : times.firstAt(millis(day("only.to", to).plusDays(1))),
        Optional.ofNullable(party).map(EventLabels::ofParty),
        Optional.ofNullable(purpose));
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw AuditProblem.ofField(AuditProblemCode.RANGE_INVALID, field, "a day, yyyy-mm-dd");
    }
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
