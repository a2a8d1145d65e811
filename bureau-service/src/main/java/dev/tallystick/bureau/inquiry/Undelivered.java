package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.entry.Entries;
import dev.tallystick.bureau.inquiry.InquiryRow.Ask;
import dev.tallystick.bureau.inquiry.InquiryRow.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.upkeep.Chore;
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
final class Undelivered implements Chore {
  private final DueStore due;
  private final InquiryStore store;
  private final Entries entries;
  private final Notices notices;
  private final Clock clock;

  Undelivered(DueStore due, InquiryStore store, Entries entries, Notices notices, Clock clock) {
    this.due = due;
    this.store = store;
    this.entries = entries;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    for (InquiryRow row : due.unsent(bureau, clock.instant().minus(InquiryDesk.SAME_ANSWER))) {
      List<Event> told = entries(row, row.intent().orElseThrow());
      if (store.undelivered(bureau, row.attempt(), told)) {
        notices.append(told);
      }
    }
  }

  private List<Event> entries(InquiryRow row, Intent intent) {
    Event undelivered =
        entries.make(
            "data.undelivered",
            row.ask().subject(),
            parties(row, intent)
                .put("reason", row.attempts() == 0 ? "RESTARTED" : "NO_ANSWER")
                .put("attempts", row.attempts())
                .build(),
            List.of());
    List<Event> told = new ArrayList<>(List.of(undelivered));
    JsonObject fee = parse(intent.fee());
    if (fee.getInteger("amount") > 0) {
      told.add(
          entries.make(
              "fee.reversed",
              row.ask().subject(),
              parties(row, intent)
                  .put("fee", fee)
                  .put("reason", "UNDELIVERED")
                  .put("cause", undelivered.id().toString())
                  .build(),
              List.of(charge(row))));
    }
    return told;
  }

  private static JsonObject.Builder parties(InquiryRow row, Intent intent) {
    return JsonObject.builder()
        .put("release", intent.eventId())
        .put("from", row.bureau().value())
        .put("to", row.ask().lender());
  }

  /** What the fee was counted under, so that the next inquiry of the day is charged again (R60). */
  private static String charge(InquiryRow row) {
    Ask ask = row.ask();
    return String.join(
        "/",
        "charge",
        EventLabels.ofParty(row.bureau().value()).hex(),
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
