package dev.tallystick.bureau.decision;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.EncryptionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A decision that permits, verified: consent-service has signed it for this very request.
 *
 * @param jws as it goes into the log
 * @param claims what it says
 * @param recipientKey the lender's key to seal the report to, which the decision names
 */
public record SalePermit(String jws, JsonObject claims, EncryptionKey recipientKey) {
  /** The categories that may be used. */
  public List<String> categories() {
    return texts("categories");
  }

  /** The consents that it rests on, as the log has them. */
  public Optional<JsonArray> consents() {
    return claims.findArray("consents");
  }

  /** The categories left out, and why. */
  public List<JsonObject> omitted() {
    List<JsonObject> omitted = new ArrayList<>();
    claims
        .findArray("omitted")
        .ifPresent(array -> array.items().forEach(item -> omitted.add((JsonObject) item)));
    return omitted;
  }

  /** The fee of the published tariff; 0 with {@code dedupOf} if it was charged today already. */
  public JsonObject fee() {
    return claims.getObject("fee");
  }

  /** Until when an entry may rest on it. */
  public long notAfterMillis() {
    return Timestamps.parse(claims.getString("notAfter")).orElseThrow();
  }

  /** What the release rests on, exactly as the log compares it. */
  public Map<String, Long> guards() {
    Map<String, Long> guards = new TreeMap<>();
    claims
        .findArray("guards")
        .ifPresent(
            array ->
                array
                    .items()
                    .forEach(
                        item -> {
                          JsonObject guard = (JsonObject) item;
                          guards.put(guard.getString("key"), guard.getInteger("version"));
                        }));
    return guards;
  }

  /** What the release moves. */
  public List<String> advances() {
    return texts("advances");
  }

  private List<String> texts(String name) {
    List<JsonValue> items = claims.findArray(name).map(JsonArray::items).orElse(List.of());
    return items.stream().map(item -> ((JsonString) item).value()).toList();
  }
}
