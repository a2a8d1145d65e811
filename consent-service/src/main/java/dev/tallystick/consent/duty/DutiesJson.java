package dev.tallystick.consent.duty;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The duties that are still to be done. */
@Schema(name = "Duties")
record DutiesJson(List<DutyJson> duties) {

  /** A duty. */
  @Schema(name = "Duty")
  record DutyJson(
      @Schema(enumeration = {"OBLIGATION", "RIGHT", "STOP_NOTICE"}) String kind,
      @Schema(description = "Who owes it.") String party,
      @Schema(description = "The id of the obligation, right or notice.") String about,
      String title,
      @Schema(description = "The last day.") LocalDate dueOn,
      @Schema(description = "Whether that day has passed.") boolean overdue) {

    static DutyJson of(Duty duty, LocalDate today) {
      return new DutyJson(
          duty.kind().name(),
          duty.party(),
          duty.about(),
          duty.title(),
          duty.dueOn(),
          duty.dueOn().isBefore(today));
    }
  }
}
