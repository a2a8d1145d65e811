package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.inquiry.StoredInquiry.Ask;
import dev.tallystick.bureau.inquiry.StoredInquiry.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.ReleaseFee;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the log of releases that did not leave in time, and takes their fees back. */
@Singleton
final class ReportUndelivered implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(ReportUndelivered.class);

  private final UnsentReleases unsent;
  private final InquirySteps steps;
  private final BureauLogClient log;
  private final LateEntries lateEntries;

  ReportUndelivered(
      UnsentReleases unsent, InquirySteps steps, BureauLogClient log, LateEntries lateEntries) {
    this.unsent = unsent;
    this.steps = steps;
    this.log = log;
    this.lateEntries = lateEntries;
  }

  @Override
  public void run(BureauId bureau) {
    for (StoredInquiry inquiry : unsent.of(bureau)) {
      try {
        report(bureau, inquiry);
      } catch (RuntimeException e) {
        // One that fails keeps no other back.
        LOG.errorf(e, "A release that did not leave is reported later");
      }
    }
  }

  private void report(BureauId bureau, StoredInquiry inquiry) {
    List<Event> told = entries(inquiry, inquiry.intent().orElseThrow());
    if (steps.undelivered(bureau, inquiry.attempt(), told)) {
      lateEntries.append(told);
    }
  }

  private List<Event> entries(StoredInquiry inquiry, Intent intent) {
    String subject = inquiry.ask().subject();
    Event undelivered = log.make(subject, undelivered(inquiry, intent), List.of());
    List<Event> told = new ArrayList<>(List.of(undelivered));
    ReleaseFee fee = parse(intent.fee());
    if (fee.amount() > 0) {
      FeeReversed reversed =
          FeeReversed.builder()
              .release(EventId.fromString(intent.eventId()))
              .from(inquiry.bureau().value())
              .to(inquiry.ask().lender())
              .fee(fee)
              .reason(FeeReversed.Reason.UNDELIVERED)
              .cause(undelivered.id())
              .build();
      told.add(log.make(subject, reversed, List.of(charge(inquiry))));
    }
    return told;
  }

  private static DataUndelivered undelivered(StoredInquiry inquiry, Intent intent) {
    return new DataUndelivered(
        EventId.fromString(intent.eventId()),
        inquiry.bureau().value(),
        inquiry.ask().lender(),
        reason(inquiry, intent),
        inquiry.attempts());
  }

  private static DataUndelivered.Reason reason(StoredInquiry inquiry, Intent intent) {
    if (intent.waits()) {
      return DataUndelivered.Reason.LAPSED;
    }
    return inquiry.attempts() == 0
        ? DataUndelivered.Reason.RESTARTED
        : DataUndelivered.Reason.NO_ANSWER;
  }

  /** What the fee was counted under, so that the next inquiry of the day is charged again (R60). */
  private static String charge(StoredInquiry inquiry) {
    Ask ask = inquiry.ask();
    return String.join(
        "/",
        "charge",
        EventLabels.ofParty(inquiry.bureau().value()).hex(),
        EventLabels.ofParty(ask.lender()).hex(),
        EventLabels.ofSubject(ask.subject()).hex(),
        ask.product());
  }

  private static ReleaseFee parse(String fee) {
    try {
      return ReleaseFee.read(
          (JsonObject) CanonicalJson.parse(fee.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of an inquiry holds no fee", e);
    }
  }
}
