package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.inquiry.StoredInquiry.Ask;
import dev.tallystick.bureau.inquiry.StoredInquiry.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells the log of releases that did not leave in time, and takes their fees back. */
@Singleton
final class ReportUndelivered implements BackgroundTask {
  private final InquiryRepository inquiries;
  private final InquirySteps steps;
  private final BureauLogClient log;
  private final LateEntries lateEntries;
  private final Clock clock;

  ReportUndelivered(
      InquiryRepository inquiries,
      InquirySteps steps,
      BureauLogClient log,
      LateEntries lateEntries,
      Clock clock) {
    this.inquiries = inquiries;
    this.steps = steps;
    this.log = log;
    this.lateEntries = lateEntries;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    for (StoredInquiry inquiry :
        inquiries.unsent(bureau, clock.instant().minus(AdmitInquiry.SAME_ANSWER))) {
      List<Event> told = entries(inquiry, inquiry.intent().orElseThrow());
      if (steps.undelivered(bureau, inquiry.attempt(), told)) {
        lateEntries.append(told);
      }
    }
  }

  private List<Event> entries(StoredInquiry inquiry, Intent intent) {
    Event undelivered =
        log.make(
            "data.undelivered",
            inquiry.ask().subject(),
            parties(inquiry, intent)
                .put("reason", inquiry.attempts() == 0 ? "RESTARTED" : "NO_ANSWER")
                .put("attempts", inquiry.attempts())
                .build(),
            List.of());
    List<Event> told = new ArrayList<>(List.of(undelivered));
    JsonObject fee = parse(intent.fee());
    if (fee.getInteger("amount") > 0) {
      told.add(
          log.make(
              "fee.reversed",
              inquiry.ask().subject(),
              parties(inquiry, intent)
                  .put("fee", fee)
                  .put("reason", "UNDELIVERED")
                  .put("cause", undelivered.id().toString())
                  .build(),
              List.of(charge(inquiry))));
    }
    return told;
  }

  private static JsonObject.Builder parties(StoredInquiry inquiry, Intent intent) {
    return JsonObject.builder()
        .put("release", intent.eventId())
        .put("from", inquiry.bureau().value())
        .put("to", inquiry.ask().lender());
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

  private static JsonObject parse(String fee) {
    try {
      return (JsonObject) CanonicalJson.parse(fee.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of an inquiry holds no fee", e);
    }
  }
}
