package dev.tallystick.consent.duty;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The duties that are still to be done.
 *
 * @param waiting how many proposals wait for a second person; for the regulator alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DutiesJson(List<DutyJson> duties, @Nullable Long waiting) {

  /** A duty. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DutyJson(
      String kind,
      String party,
      String about,
      String title,
      LocalDate dueOn,
      @Nullable String dueAt,
      boolean overdue) {

    static DutyJson of(Duty duty, LocalDate today, Instant now) {
      return new DutyJson(
          duty.kind().name(),
          duty.party(),
          duty.about(),
          duty.title(),
          duty.dueOn(),
          duty.dueAt().map(at -> Timestamps.format(at.toEpochMilli())).orElse(null),
          duty.isOverdue(today, now));
    }
  }
}
