package dev.tallystick.consent.explanation;

import dev.tallystick.consent.document.DecisionCopy;
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
    return new DecisionCopy(subject, caller, from, to, jws).toJson();
  }

  static KeptDecision of(String id, JsonObject kept, Instant decidedAt) {
    DecisionCopy copy = DecisionCopy.read(kept);
    return new KeptDecision(
        id, copy.subject(), copy.caller(), copy.from(), copy.to(), copy.jws(), decidedAt);
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
