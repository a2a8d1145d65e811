package dev.tallystick.consent.denial;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;

/**
 * A refusal with a rule, of a party that is known.
 *
 * @param data the members of a {@code data.denied} event
 * @param internal what only auditors, and the recipient of a release-1, may see
 */
public record Denial(Optional<String> subject, JsonObject data, Optional<JsonObject> internal) {
  /** What makes two refusals the same, besides the person and the rule. */
  private static final List<String> SIDES = List.of("caller", "from", "to", "label");

  /** What only the first of several same refusals tells. */
  private static final List<String> OF_THE_FIRST =
      List.of(
          "request",
          "decision",
          "decisionId",
          "payloadDigest",
          "inquiry",
          "count",
          "omitted",
          "consents");

  /** The hash of what makes two refusals the same. */
  Hash likeness() {
    JsonObject.Builder same = JsonObject.builder().put("rule", rule());
    SIDES.forEach(side -> same.putIfPresent(side, data.findString(side)));
    same.putIfPresent("subject", subject);
    return Hash.sha256(CanonicalJson.bytes(same.build()));
  }

  private String rule() {
    return data.getString("code") + CanonicalJson.text(data.getArray("ruleIds"));
  }

  /** The members of the entry that closes the minute. */
  static JsonObject closing(JsonObject first, String firstEvent, long repeats) {
    JsonObject.Builder closing =
        JsonObject.builder().put("first", firstEvent).put("repeats", repeats);
    first.forEach(
        (name, value) -> {
          if (!OF_THE_FIRST.contains(name)) {
            closing.put(name, value);
          }
        });
    return closing.build();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Denial[" + data.findString("code").orElse("") + "]";
  }
}
