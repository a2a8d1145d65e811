package dev.tallystick.party;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.document.HandedOverRelease;
import dev.tallystick.party.document.HandoverEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A report that a lender passes on, sealed to its recipient: not to be sent before it is logged.
 */
final class SealedReport {
  private final OpenedPayload opened;
  private final String to;
  private final Payload payload;
  private final EventId event;
  private final EncryptionKey key;
  private final String jwe;

  /**
   * Seals it.
   *
   * @param key of the recipient
   */
  SealedReport(
      OpenedPayload opened, String to, EncryptionKey key, Instant now, RandomGenerator random) {
    JsonObject report =
        opened
            .payload()
            .report()
            .orElseThrow(() -> new IllegalArgumentException("only a report is passed on"));
    this.opened = opened;
    this.to = to;
    this.key = key;
    event = EventId.draw(now.toEpochMilli(), random);
    payload = Payload.ofReport(TypedId.draw("rel", now.toEpochMilli(), random), report, random);
    jwe = Jwe.seal(payload.plaintext(), key, payload.releaseId(), event.toString());
  }

  /**
   * What is asked before it may be sent.
   *
   * @param request claims of the request
   * @param half claims of the party's half of the proof, which stand for ever
   */
  JsonObject envelope(String purpose, Claims request, Claims half, Signer signer) {
    DataReleased data = DataReleased.read(opened.body().data());
    String subject = opened.body().subject().orElseThrow();
    HandoverRequest asked =
        new HandoverRequest(
            request,
            subject,
            to,
            purpose,
            Optional.empty(),
            data.categories(),
            List.of(opened.eventId()),
            new HandoverRequest.Sealed(
                event.toString(),
                payload.releaseId(),
                data.recordCount(),
                data.recordsRoot(),
                payload.digest(),
                Payload.jweDigest(jwe),
                key.keyId()));
    SellerStatement said =
        new SellerStatement(
            half,
            payload.releaseId(),
            subject,
            to,
            Optional.empty(),
            payload.digest(),
            Payload.jweDigest(jwe),
            Optional.empty());
    return new HandoverEnvelope(asked.sign(signer), said.sign(signer)).toJson();
  }

  /** What the recipient is sent, by the answer that it is logged. */
  Delivery delivery(JsonObject answer) {
    HandedOverRelease logged = HandedOverRelease.read(answer);
    return new Delivery(
        payload.releaseId(),
        event.toString(),
        logged.index(),
        jwe,
        logged.receipt(),
        Optional.empty(),
        List.of());
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "SealedReport[" + payload + "]";
  }
}
