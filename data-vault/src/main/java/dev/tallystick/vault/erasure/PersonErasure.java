package dev.tallystick.vault.erasure;

import dev.tallystick.events.EventId;
import java.time.Instant;
import java.util.Optional;

/**
 * An erasure and how far it is.
 *
 * @param provider whose deposits about the person; everything when empty
 * @param outcome what was destroyed, once it is
 */
record PersonErasure(
    String id,
    String subject,
    Optional<String> provider,
    Ground ground,
    ErasureState state,
    Instant stoppedAt,
    EventId startedEvent,
    Optional<Outcome> outcome) {

  /** Why. */
  enum Ground {
    CONSENT_END,
    CONSENT_WITHDRAWN,
    PERSON_REQUEST
  }

  /**
   * What an erasure has done.
   *
   * @param keys destroyed
   * @param records that can no longer be opened
   * @param held records that are restricted instead
   */
  record Outcome(EventId erasedEvent, int keys, int records, int held) {}

  boolean isOver() {
    return state == ErasureState.ERASED;
  }

  @Override
  public String toString() {
    return "PersonErasure[" + id + ", " + state + "]";
  }
}
