package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.inquiry.Destruction;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.SelfReportIssued;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.util.List;

/** Draws the conclusion from what became of the entry of a report, at once or after a crash. */
@Singleton
class SelfReportOutcomes implements OutboxListener {
  private final SelfReportSteps steps;
  private final SelfReportRepository reports;
  private final Destruction destruction;

  SelfReportOutcomes(SelfReportSteps steps, SelfReportRepository reports, Destruction destruction) {
    this.steps = steps;
    this.reports = reports;
    this.destruction = destruction;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (isReport(event)) {
      logged(
          event.id(),
          event.subject().orElseThrow(),
          SelfReportIssued.read(event.data()),
          receipt.index());
    }
  }

  /** The log has a report, whoever hears of it first: who asked, the outbox or the follower. */
  void logged(EventId event, String subject, SelfReportIssued issued, long index) {
    BureauId bureau = new BureauId(issued.bureau());
    List<Event> destroyed =
        destruction.of(
            bureau,
            subject,
            issued.parents().stream().map(EventId::toString).toList(),
            DataDestroyed.Reason.TERM_ENDED);
    steps.logged(bureau, event, index, destroyed);
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    lapsed(event);
  }

  @Override
  public void lapsed(Event event) {
    if (isReport(event)) {
      reports.drop(new BureauId(SelfReportIssued.read(event.data()).bureau()), event.id());
    }
  }

  private static boolean isReport(Event event) {
    return event.type().shortName().equals(SelfReportIssued.SHORT_NAME);
  }
}
