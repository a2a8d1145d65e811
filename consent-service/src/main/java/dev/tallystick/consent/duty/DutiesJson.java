package dev.tallystick.consent.duty;

import java.time.LocalDate;
import java.util.List;

/** The duties that are still to be done. */
record DutiesJson(List<DutyJson> duties) {

  /** A duty. */
  record DutyJson(
      String kind, String party, String about, String title, LocalDate dueOn, boolean overdue) {

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
