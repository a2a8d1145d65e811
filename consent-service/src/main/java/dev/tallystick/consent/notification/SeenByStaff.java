package dev.tallystick.consent.notification;

import dev.tallystick.caller.StaffReason;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Tells the log that a clerk looks at notices about persons (R52). */
@Singleton
class SeenByStaff {
  private static final String WHAT = "NOTICE";

  private final ConsentEventPublisher events;

  SeenByStaff(ConsentEventPublisher events) {
    this.events = events;
  }

  /**
   * Returns once the log has an entry under each person whom one of the notices is about.
   *
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if it cannot be written; the clerk
   *     must then see nothing
   */
  void tell(String party, StaffReason reason, List<StopNotice> notices) {
    StaffReadInternal internal =
        new StaffReadInternal(reason.staff(), reason.ticket(), Optional.empty(), Optional.empty());
    for (String subject : new TreeSet<>(notices.stream().map(StopNotice::subject).toList())) {
      StaffRead data =
          new StaffRead(
              Optional.of(party),
              StaffRead.Manner.of(reason.manner()),
              reason.purpose(),
              List.of(WHAT),
              List.of());
      Logged unused =
          events.publish(
              events.event(data, Optional.of(subject), Optional.of(internal.toJson()), Map.of()));
    }
  }
}
