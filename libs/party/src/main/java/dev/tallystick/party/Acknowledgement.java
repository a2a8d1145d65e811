package dev.tallystick.party;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.AcknowledgedRelease;
import dev.tallystick.tlog.Hash;
import java.time.Instant;

/**
 * A recipient says that it has opened a release and found it in the log: the buyer's half of the
 * proof. The audience is {@code audit-service}.
 *
 * @param release the event of the release
 * @param index its place in the log
 * @param entry what the log holds there
 * @param payloadDigest of the payload that the recipient has opened
 * @param checkpoint a published state of the log that covers the entry
 * @param receivedAtMillis when the payload was opened, in milliseconds since 1970
 */
public record Acknowledgement(
    Claims claims,
    String release,
    long index,
    Hash entry,
    Hash payloadDigest,
    SeenCheckpoint checkpoint,
    long receivedAtMillis)
    implements Statement {
  /** Refuses what no acknowledgement says. */
  public Acknowledgement {
    Form.EVENT.require("release", release);
    if (index < 0 || index >= checkpoint.size()) {
      throw new IllegalFieldException("index", "is covered by the checkpoint");
    }
    Timestamps.format(receivedAtMillis);
  }

  /**
   * Reads an acknowledgement; if no exception is thrown, the expected party has signed it, for the
   * expected audience. It may be late.
   */
  public static Acknowledgement verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.ACKNOWLEDGEMENT, jws, keys, expected, Acknowledgement::read);
  }

  private static Acknowledgement read(Claims claims, JsonObject content) {
    AcknowledgedRelease said = AcknowledgedRelease.read(content);
    return new Acknowledgement(
        claims,
        said.release(),
        said.index(),
        said.entry(),
        said.payloadDigest(),
        SeenCheckpoint.of(said.checkpoint()),
        said.receivedAt().toEpochMilli());
  }

  @Override
  public StatementType type() {
    return StatementType.ACKNOWLEDGEMENT;
  }

  @Override
  public JsonObject content() {
    return AcknowledgedRelease.builder()
        .release(release)
        .index(index)
        .entry(entry)
        .payloadDigest(payloadDigest)
        .checkpoint(checkpoint.toDocument())
        .receivedAt(Instant.ofEpochMilli(receivedAtMillis))
        .build()
        .toJson();
  }
}
