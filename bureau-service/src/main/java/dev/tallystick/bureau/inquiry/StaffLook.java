package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells the log that a clerk of a lender orders a report about a person, or reads it (R52). */
@Singleton
final class StaffLook {
  /** What a clerk sees who names no categories. */
  private static final String REPORT = "REPORT";

  private final BureauLogClient log;

  StaffLook(BureauLogClient log) {
    this.log = log;
  }

  /**
   * Returns once the log has it under the person; at once if nobody of the staff looks.
   *
   * @throws BureauProblem if the log cannot be written; the clerk must then see nothing
   */
  void tell(String lender, Optional<StaffReason> reason, InquiryRequest inquiry) {
    reason.ifPresent(why -> tell(lender, why, inquiry));
  }

  private void tell(String lender, StaffReason why, InquiryRequest inquiry) {
    StaffRead data =
        new StaffRead(
            Optional.of(lender),
            StaffRead.Manner.of(why.manner()),
            why.purpose(),
            inquiry.categories().isEmpty()
                ? List.of(REPORT)
                : List.copyOf(new TreeSet<>(inquiry.categories())),
            List.of());
    StaffReadInternal internal =
        new StaffReadInternal(why.staff(), why.ticket(), Optional.empty(), Optional.empty());
    log.publish(inquiry.subject(), data, internal.toJson());
  }
}
