package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.receipt.Receipt;
import java.time.Instant;
import java.util.Optional;

/**
 * A release, opened from its row.
 *
 * @param request the request that it answers
 * @param jwe the payload, sealed to the recipient
 * @param loggedAt when this service learnt that the log has it
 * @param receipt what the recipient gets with the payload, once the log has it
 */
record Release(
    String request,
    ReleaseState state,
    Event event,
    String jwe,
    Optional<Instant> loggedAt,
    Optional<Receipt> receipt) {

  String from() {
    return event.data().getString("from");
  }

  @Override
  public String toString() {
    return "Release[" + event.id() + ", " + state + "]";
  }
}
