package dev.tallystick.bureau.selfreport;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;

/**
 * A report that is ready, and the entry that has to be in the log first.
 *
 * @param answer what the person is answered, but for the receipt
 */
record SelfReportDraft(SelfReportAsk ask, int year, Event event, JsonObject answer) {
  /** Shows no personal data. */
  @Override
  public String toString() {
    return "SelfReportDraft[" + event.id() + "]";
  }
}
