package dev.tallystick.bureau.source;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;

/**
 * What a platform did not release, and the refusal that it was. Of what kind it would have been is
 * not told: without a consent nobody learns what a platform holds.
 *
 * @param from the platform, if the refusal was about one
 */
public record SourceOmission(Optional<String> from, String code, Optional<String> ruleId) {

  /** As answers and reports have it. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .putIfPresent("from", from)
        .put("code", code)
        .putIfPresent("ruleId", ruleId)
        .build();
  }
}
