package dev.tallystick.consent.state;

import dev.tallystick.keys.SealingContext;
import java.util.UUID;

/** What binds the pieces of a snapshot to it. */
final class SealedPieces {
  private SealedPieces() {}

  /** Of the snapshot's key. */
  static SealingContext context(UUID id) {
    return SealingContext.of("consent-service", "state_snapshot", id.toString());
  }

  /** Of one piece. */
  static SealingContext context(UUID id, long number, boolean last) {
    return SealingContext.of(
        "consent-service",
        "state_snapshot",
        id.toString(),
        Long.toString(number),
        last ? "last" : "more");
  }
}
