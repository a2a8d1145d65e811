package dev.tallystick.bureau.source;

import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * A record that a platform has released to the bureau. It lives in memory, as long as the inquiry.
 *
 * @param from the platform
 * @param digest its salted digest, as the platform's deposit and release have it
 * @param disputed whether the person has objected to it
 * @param contradicted whether another source states otherwise (R39)
 * @param statement what the person says about it, in their own words (R35)
 */
public record SourceRecord(
    String id,
    String from,
    Observation observation,
    Hash digest,
    boolean disputed,
    boolean contradicted,
    Optional<String> statement) {
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
