package dev.tallystick.party;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.InvalidJweException;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.OpenedJwe;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The checks that an honest recipient makes before it uses what it was handed: that the release is
 * in the log, for this recipient, about this person, findable by both, and of exactly these bytes.
 */
public final class ReceivedRelease {
  private static final String TYPE = EventTypes.get(DataReleased.SHORT_NAME).name();

  private final Receipt receipt;
  private final ExpectedRelease expected;

  private ReceivedRelease(Receipt receipt, ExpectedRelease expected) {
    this.receipt = receipt;
    this.expected = expected;
  }

  /**
   * Opens a release.
   *
   * @param jwe the sealed payload
   * @param receiptJson the log's receipt that came with it
   * @param keys the recipient's own
   * @param log the key of the log, which the recipient has from elsewhere
   * @throws InvalidReleaseException naming the first check that fails; then nothing of it may be
   *     used
   */
  public static OpenedPayload open(
      String jwe,
      byte[] receiptJson,
      DecryptionKeys keys,
      NoteVerifier log,
      ExpectedRelease expected)
      throws InvalidReleaseException {
    Receipt receipt;
    try {
      receipt = Receipt.parse(receiptJson);
    } catch (InvalidReceiptException e) {
      throw new InvalidReleaseException(
          ReleaseFlaw.RECEIPT_MALFORMED, "the receipt: " + e.getMessage());
    }
    return new ReceivedRelease(receipt, expected).open(jwe, keys, log);
  }

  private OpenedPayload open(String jwe, DecryptionKeys keys, NoteVerifier log)
      throws InvalidReleaseException {
    VerifiedCheckpoint checkpoint = prove(log);
    Body body = body();
    DataReleased data = DataReleased.read(body.data());
    checkPeople(body, data);
    OpenedJwe opened = unseal(jwe, keys);
    check(
        opened.eventId().equals(body.id().toString()),
        ReleaseFlaw.EVENT_DIFFERS,
        "the payload belongs to another event than the receipt");
    check(
        opened.releaseId().equals(data.release().value()),
        ReleaseFlaw.RELEASE_DIFFERS,
        "the payload belongs to another release than the receipt");
    check(
        opened.keyId().equals(data.recipientKey()),
        ReleaseFlaw.KEY_DIFFERS,
        "the log speaks of another recipient's key");
    check(
        Payload.jweDigest(jwe).equals(data.jweDigest()),
        ReleaseFlaw.SEALED_BYTES_DIFFER,
        "the log speaks of other sealed bytes");
    Payload payload = payload(opened, data);
    if (expected.seller().isPresent()) {
      checkSeller(expected.seller().get(), body, data);
    }
    return new OpenedPayload(payload, body, receipt.index(), receipt.opening().entry(), checkpoint);
  }

  private VerifiedCheckpoint prove(NoteVerifier log) throws InvalidReleaseException {
    try {
      return receipt.verify(log);
    } catch (InvalidReceiptException e) {
      throw new InvalidReleaseException(
          ReleaseFlaw.RECEIPT_UNPROVED, "the log does not hold it: " + e.getMessage());
    }
  }

  /** The event, of which stub and body must be shown. */
  private Body body() throws InvalidReleaseException {
    JsonObject stubJson = shown(receipt.opening().stub().value().orElse(null), "stub");
    JsonObject bodyJson = shown(receipt.opening().body().value().orElse(null), "body");
    try {
      Stub stub = Stub.parse(stubJson);
      Body body = Body.parse(bodyJson);
      check(stub.type().equals(TYPE), ReleaseFlaw.NOT_A_RELEASE, "the receipt is of no release");
      EventTypes.get(DataReleased.SHORT_NAME).checkData(body.data());
      checkLabels(stub, body);
      return body;
    } catch (InvalidEventException e) {
      throw new InvalidReleaseException(
          ReleaseFlaw.NOT_A_RELEASE, "the release: " + e.getMessage());
    }
  }

  private static JsonObject shown(@Nullable JsonObject part, String name)
      throws InvalidReleaseException {
    if (part == null) {
      throw new InvalidReleaseException(
          ReleaseFlaw.RECEIPT_WITHHOLDS, "the receipt does not show the " + name);
    }
    return part;
  }

  /** By the token that the recipient holds, so that nothing is filed under another label. */
  private void checkLabels(Stub stub, Body body) throws InvalidReleaseException {
    check(
        stub.labels().contains(EventLabels.ofSubject(expected.subject())),
        ReleaseFlaw.SUBJECT_LABEL_MISSING,
        "the release is not filed under the person");
    check(
        stub.labels().contains(EventLabels.ofParty(expected.recipient()))
            && stub.labels()
                .contains(
                    EventLabels.ofParty(new DataReleased.Partial(body.data()).from().orElse(""))),
        ReleaseFlaw.PARTY_LABEL_MISSING,
        "the release is not filed under both parties");
  }

  private void checkPeople(Body body, DataReleased data) throws InvalidReleaseException {
    check(
        data.to().equals(expected.recipient()),
        ReleaseFlaw.RECIPIENT_DIFFERS,
        "the release is to someone else");
    check(
        expected.subject().equals(body.subject().orElse("")),
        ReleaseFlaw.SUBJECT_DIFFERS,
        "the release is about someone else");
  }

  private static OpenedJwe unseal(String jwe, DecryptionKeys keys) throws InvalidReleaseException {
    try {
      return Jwe.open(jwe, keys);
    } catch (InvalidJweException e) {
      throw new InvalidReleaseException(
          ReleaseFlaw.PAYLOAD_UNREADABLE, "the payload does not open: " + e.getMessage());
    }
  }

  private static Payload payload(OpenedJwe opened, DataReleased data)
      throws InvalidReleaseException {
    Payload payload;
    try {
      payload = Payload.parse(opened.plaintext());
    } catch (InvalidPayloadException e) {
      throw new InvalidReleaseException(ReleaseFlaw.PAYLOAD_MALFORMED, e.toString());
    }
    check(
        payload.digest().equals(data.payloadDigest()),
        ReleaseFlaw.PAYLOAD_DIFFERS,
        "the log speaks of another plaintext");
    check(
        payload.releaseId().equals(opened.releaseId()),
        ReleaseFlaw.RELEASE_DIFFERS,
        "the plaintext belongs to another release");
    check(
        payload.report().isPresent()
            || (payload.records().size() == data.recordCount()
                && payload.recordsRoot().equals(data.recordsRoot())),
        ReleaseFlaw.RECORDS_DIFFER,
        "the log speaks of other records");
    return payload;
  }

  /** The seller's half stands for ever, so it is judged at the time of the event itself. */
  private void checkSeller(VerificationKeys keys, Body body, DataReleased data)
      throws InvalidReleaseException {
    String signature = data.sellerSignature().orElse("");
    Expected said =
        new Expected(data.from(), expected.recipient(), Instant.ofEpochMilli(body.timeMillis()));
    try {
      SellerStatement half = SellerStatement.verify(signature, keys, said);
      check(
          half.release().equals(data.release().value())
              && half.subject().equals(expected.subject())
              && half.product().equals(data.product().map(ProductId::value))
              && half.payloadDigest().equals(data.payloadDigest())
              && half.jweDigest().equals(data.jweDigest())
              && half.fee().map(ReleaseCost::toJson).equals(data.fee().map(ReleaseFee::toJson)),
          ReleaseFlaw.SELLER_SIGNATURE_INVALID,
          "the seller has signed another release");
    } catch (InvalidStatementException e) {
      throw new InvalidReleaseException(
          ReleaseFlaw.SELLER_SIGNATURE_INVALID, "the seller's half: " + e.getMessage());
    }
  }

  private static void check(boolean holds, ReleaseFlaw flaw, String message)
      throws InvalidReleaseException {
    if (!holds) {
      throw new InvalidReleaseException(flaw, message);
    }
  }
}
