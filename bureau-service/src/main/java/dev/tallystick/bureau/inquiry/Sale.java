package dev.tallystick.bureau.inquiry;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ReleaseFee;
import java.time.Instant;

/**
 * A release that is ready to be logged.
 *
 * @param event what the log is to take in
 * @param answer what the lender gets, but for the receipt; the report in it only the lender opens
 * @param notAfter until when the decision holds
 */
record Sale(Event event, JsonObject answer, ReleaseFee fee, Instant notAfter) {
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
