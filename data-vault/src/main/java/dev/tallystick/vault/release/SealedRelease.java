package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import java.time.Instant;
import java.util.Optional;

/**
 * A release, in memory: as it is stored, or opened from its row.
 *
 * @param request the request that it answers
 * @param jwe the payload, sealed to the recipient
 * @param loggedAt when this service learnt that the log has it
 * @param receipt what the recipient gets with the payload, once the log has it
 */
record SealedRelease(
    String request,
    ReleaseState state,
    Event event,
    String jwe,
    Optional<Instant> loggedAt,
    Optional<Receipt> receipt) {

  /** A release that is about to be stored and logged. */
  static SealedRelease intended(String request, Event event, String jwe) {
    return new SealedRelease(
        request, ReleaseState.INTENT, event, jwe, Optional.empty(), Optional.empty());
  }

  /** The same release once the log has it. */
  SealedRelease logged(Receipt proof, Instant at) {
    return new SealedRelease(
        request, ReleaseState.LOGGED, event, jwe, Optional.of(at), Optional.of(proof));
  }

  /** What the log is told of it. */
  DataReleased data() {
    return DataReleased.read(event.data());
  }

  String from() {
    return data().from();
  }

  @Override
  public String toString() {
    return "SealedRelease[" + event.id() + ", " + state + "]";
  }
}
