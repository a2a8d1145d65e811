package dev.tallystick.bureau.selfreport;

import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a person is answered, but for the receipt, which is there when the log has the entry.
 *
 * @param year the calendar year in which it counts
 * @param ordinal which of that year it is
 * @param payloadDigest SHA-256 of the report's canonical JSON
 */
@RegisterForReflection
record SelfReportAnswerDocument(
    String report,
    String bureau,
    long year,
    long ordinal,
    String channel,
    JsonObject fee,
    String eventId,
    String payloadDigest,
    JsonObject content) {

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "SelfReportAnswerDocument[" + report + "]";
  }
}
