package dev.tallystick.consent.explanation;

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
