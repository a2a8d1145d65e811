package dev.tallystick.consent.explanation;

import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** A decision as it was signed, and whom it concerns. */
record KeptDecision(
    String id,
    Optional<String> subject,
    String caller,
    String from,
    Optional<String> to,
    String jws,
    Instant decidedAt) {

  /** What is kept of it beside its id and time. */
  JsonObject toJson() {
    return JsonObject.builder()
        .putIfPresent("subject", subject)
        .put("caller", caller)
        .put("from", from)
        .putIfPresent("to", to)
        .put("jws", jws)
        .build();
  }

  static KeptDecision of(String id, JsonObject kept, Instant decidedAt) {
    return new KeptDecision(
        id,
        kept.findString("subject"),
        kept.getString("caller"),
        kept.getString("from"),
        kept.findString("to"),
        kept.getString("jws"),
        decidedAt);
  }

  /** Whether a party is a side of it. */
  boolean concerns(String party) {
    return caller.equals(party) || from.equals(party) || to.equals(Optional.of(party));
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "KeptDecision[" + id + "]";
  }
}
