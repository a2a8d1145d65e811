package dev.tallystick.bureau.scoring;

import dev.tallystick.events.json.JsonObject;

/**
 * What one record says: the only thing that a scorecard looks at.
 *
 * @param observedAt as the record has it; ISO 8601 in UTC, so that later sorts later
 */
public record Observation(String category, String observedAt, JsonObject fields) {
  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Observation[" + category + "]";
  }
}
