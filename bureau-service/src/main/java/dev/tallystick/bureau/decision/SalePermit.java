package dev.tallystick.bureau.decision;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.Omission;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.keys.EncryptionKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  public List<ConsentRef> consents() {
    return objects("consents").map(ConsentRef::read).toList();
  }

  /** The categories left out, and why. */
  public List<Omission> omitted() {
    return objects("omitted").map(Omission::read).toList();
  }

  /** The fee of the published tariff; 0 with {@code dedupOf} if it was charged today already. */
  public ReleaseFee fee() {
    return ReleaseFee.read(claims.getObject("fee"));
  }

  /** Until when an entry may rest on it. */
  public long notAfterMillis() {
    return Timestamps.parse(claims.getString("notAfter")).orElseThrow();
  }

  /** What the release rests on, exactly as the log compares it. */
  public Map<String, Long> guards() {
    Map<String, Long> guards = new TreeMap<>();
    objects("guards")
        .forEach(guard -> guards.put(guard.getString("key"), guard.getInteger("version")));
    return guards;
  }

  /** What the release moves. */
  public List<String> advances() {
    return texts("advances");
  }

  private List<String> texts(String name) {
    return items(name).map(item -> ((JsonString) item).value()).toList();
  }

  private Stream<JsonObject> objects(String name) {
    return items(name).map(JsonObject.class::cast);
  }

  private Stream<JsonValue> items(String name) {
    return claims.findArray(name).stream().flatMap(array -> array.items().stream());
  }
}
