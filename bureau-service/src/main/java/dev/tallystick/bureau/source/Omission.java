package dev.tallystick.bureau.source;

import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a platform did not release, and the refusal that it was.
 *
 * @param from the platform, if the refusal was about one
 * @param categories those that are missing by it, if it was about some only
 */
public record Omission(
    Optional<String> from, List<String> categories, String code, Optional<String> ruleId) {
  /** Puts the categories in order. */
  public Omission {
    categories = List.copyOf(new TreeSet<>(categories));
  }

  /** As answers and reports have it. */
  public JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .putIfPresent("from", from)
            .put("code", code)
            .putIfPresent("ruleId", ruleId);
    if (!categories.isEmpty()) {
      json.put("categories", JsonArray.ofStrings(categories));
    }
    return json.build();
  }
}
