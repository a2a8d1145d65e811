package dev.tallystick.bureau.source;

import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;

/**
 * A record that a platform has released to the bureau. It lives in memory, as long as the inquiry.
 *
 * @param from the platform
 * @param digest its salted digest, as the platform's deposit and release have it
 * @param disputed whether the person has objected to it
 * @param contradicted whether another source states otherwise (R39)
 */
public record SourceRecord(
    String id,
    String from,
    Observation observation,
    Hash digest,
    boolean disputed,
    boolean contradicted) {
  /** What the record says. */
  public JsonObject fields() {
    return observation.fields();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "SourceRecord[" + from + "]";
  }
}
