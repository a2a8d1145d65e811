package dev.tallystick.approvals;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * An act that was proposed, and what became of it.
 *
 * @param id {@code apr_…}
 * @param what the act in words, as the log has them
 * @param act what exactly is to be done; the log has its digest
 * @param proposedBy the account that proposed it
 * @param party the party in whose name it was proposed
 * @param notBefore when it may take effect
 * @param decision what was decided; empty while it is open
 */
public record Approval(
    String id,
    ApprovalProposed.Action action,
    String what,
    JsonObject act,
    Hash digest,
    String proposedBy,
    Optional<String> party,
    EventId proposedEvent,
    Instant proposedAt,
    Instant notBefore,
    Instant expiresAt,
    State state,
    Optional<Decision> decision,
    Optional<JsonObject> result) {

  /** How far it is. */
  public enum State {
    /** It waits for a second person. */
    PROPOSED,
    /** A second person has approved; it is being carried out, or was interrupted. */
    APPROVED,
    /** It comes to nothing. */
    REFUSED,
    /** It is done. */
    DONE
  }

  /**
   * What was decided.
   *
   * @param by the account that decided
   * @param event its entry
   */
  public record Decision(String by, EventId event) {}

  /** Shows no account. */
  @Override
  public String toString() {
    return "Approval[" + id + ", " + action + ", " + state + "]";
  }
}
