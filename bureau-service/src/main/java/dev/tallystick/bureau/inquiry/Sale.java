package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.ReportJwe;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ReleaseFee;
import java.time.Instant;

/**
 * A release that is ready to be logged.
 *
 * @param event what the log is to take in
 * @param answer what the lender gets, but for the report and the receipt
 * @param jwe the report, which only the lender opens
 * @param notAfter until when the decision holds
 */
record Sale(Event event, JsonObject answer, String jwe, ReleaseFee fee, Instant notAfter) {
  /** The answer, but for the receipt. */
  JsonObject answerWithReport() {
    return answer.with(new ReportJwe(jwe).toJson());
  }

  /** The fee as it is stored with the inquiry. */
  String feeText() {
    return CanonicalJson.text(fee.toJson());
  }

  /** Shows the event's type and id only. */
  @Override
  public String toString() {
    return "Sale[" + event + "]";
  }
}
