package dev.tallystick.party;

import dev.tallystick.events.Body;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.VerifiedCheckpoint;

/**
 * A release that has passed every check of its recipient. Only {@link ReceivedRelease#open} makes
 * one.
 */
public final class OpenedPayload {
  private final Payload payload;
  private final Body body;
  private final long index;
  private final Hash entry;
  private final VerifiedCheckpoint checkpoint;

  OpenedPayload(Payload payload, Body body, long index, Hash entry, VerifiedCheckpoint checkpoint) {
    this.payload = payload;
    this.body = body;
    this.index = index;
    this.entry = entry;
    this.checkpoint = checkpoint;
  }

  /** What was handed over. */
  public Payload payload() {
    return payload;
  }

  /** The logged event of the release. */
  public Body body() {
    return body;
  }

  /** The id of that event. */
  public String eventId() {
    return body.id().toString();
  }

  /** Its place in the log. */
  public long index() {
    return index;
  }

  /** What the log holds there. */
  public Hash entry() {
    return entry;
  }

  /** The log's state that the receipt proves it in. */
  public VerifiedCheckpoint checkpoint() {
    return checkpoint;
  }

  /** The recipient's half, citing the state of the log in the receipt. */
  public Acknowledgement acknowledge(Claims claims, long receivedAtMillis) {
    Checkpoint seen = checkpoint.checkpoint();
    return acknowledge(claims, new SeenCheckpoint(seen.size(), seen.root()), receivedAtMillis);
  }

  /**
   * The recipient's half.
   *
   * @param seen a published state of the log that covers the entry
   */
  public Acknowledgement acknowledge(Claims claims, SeenCheckpoint seen, long receivedAtMillis) {
    return new Acknowledgement(
        claims, eventId(), index, entry, payload.digest(), seen, receivedAtMillis);
  }

  @Override
  public String toString() {
    return "OpenedPayload[" + eventId() + " at " + index + "]";
  }
}
