package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignerKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReceivedReleaseTest {
  private static final String OTHER_UUID = "019cac33-c580-7e9a-be9f-ebd7343c67d8";

  private static ReleaseFlaw flaw(Consumer<SampleRelease> change) {
    SampleRelease release = new SampleRelease();
    change.accept(release);
    return flawOf(release::open);
  }

  private static ReleaseFlaw flawOf(ThrowingCallable open) {
    return catchThrowableOfType(InvalidReleaseException.class, open).flaw();
  }

  private static SampleRelease ofRecords() {
    return new SampleRelease(
        Payload.ofRecords(
            SampleRelease.RELEASE,
            List.of(PayloadTest.record(1), PayloadTest.record(2)),
            new Random(3)));
  }

  @Test
  void open_givesTheReportAndItsPlaceInTheLog() throws Exception {
    OpenedPayload opened = new SampleRelease().open();

    assertThat(opened.payload().report().orElseThrow().getInteger("score")).isEqualTo(640);
    assertThat(opened.index()).isEqualTo(1);
    assertThat(opened.eventId()).isEqualTo(SampleRelease.EVENT.toString());
    assertThat(opened.checkpoint().checkpoint().size()).isEqualTo(2);
  }

  @Test
  void open_givesTheRecords() throws Exception {
    assertThat(ofRecords().open().payload().records()).hasSize(2);
  }

  @Test
  void acknowledge_citesTheEntryAndTheCheckpoint() throws Exception {
    OpenedPayload opened = new SampleRelease().open();

    Acknowledgement half = opened.acknowledge(SampleStatements.claims("audit-service"), 5);

    assertThat(half.entry()).isEqualTo(opened.entry());
    assertThat(half.payloadDigest()).isEqualTo(opened.payload().digest());
    assertThat(half.checkpoint().root()).isEqualTo(opened.checkpoint().checkpoint().root());
  }

  @Test
  void open_aReceiptThatIsNoneIsRefused() {
    SampleRelease release = new SampleRelease();
    ExpectedRelease expected = ExpectedRelease.of(SampleStatements.SUBJECT, SampleRelease.BANK);

    assertThat(flawOf(() -> release.open("{}".getBytes(UTF_8), expected)))
        .isEqualTo(ReleaseFlaw.RECEIPT_MALFORMED);
  }

  @Test
  void open_aReceiptOfAnotherLogIsRefused() {
    SampleRelease release = new SampleRelease();
    SignerKey other = SignerKey.fromSeed("tallystick.example/ffffffff", new byte[32]);

    assertThat(
            flawOf(
                () ->
                    ReceivedRelease.open(
                        release.jwe,
                        release.receipt(),
                        DecryptionKeys.of(SampleRelease.KEY),
                        NoteVerifier.of(other.verifierKey()),
                        ExpectedRelease.of(SampleStatements.SUBJECT, SampleRelease.BANK))))
        .isEqualTo(ReleaseFlaw.RECEIPT_UNPROVED);
  }

  @Test
  void open_aChangedReceiptIsRefused() {
    SampleRelease release = new SampleRelease();
    String changed = new String(release.receipt(), UTF_8).replace("LOAN_APPROVAL", "ANTI_FRAUD");
    ExpectedRelease expected = ExpectedRelease.of(SampleStatements.SUBJECT, SampleRelease.BANK);

    assertThat(flawOf(() -> release.open(changed.getBytes(UTF_8), expected)))
        .isEqualTo(ReleaseFlaw.RECEIPT_UNPROVED);
  }

  @Test
  void open_aReceiptThatWithholdsTheBodyIsRefused() {
    assertThat(flaw(release -> release.bodyShown = false)).isEqualTo(ReleaseFlaw.RECEIPT_WITHHOLDS);
  }

  @Test
  void open_anEventOfAnotherTypeIsRefused() {
    assertThat(flaw(release -> release.type = "dev.tallystick.data.received.v1"))
        .isEqualTo(ReleaseFlaw.NOT_A_RELEASE);
  }

  @Test
  void open_aReleaseWithAnUnknownFieldIsRefused() {
    assertThat(flaw(release -> release.put("more", "x"))).isEqualTo(ReleaseFlaw.NOT_A_RELEASE);
  }

  @Test
  void open_whatIsSealedToSomeoneElseIsRefused() {
    SampleRelease release = new SampleRelease();

    assertThat(
            flawOf(
                () ->
                    ReceivedRelease.open(
                        release.jwe,
                        release.receipt(),
                        DecryptionKeys.of(DecryptionKey.draw()),
                        NoteVerifier.of(SampleRelease.LOG.verifierKey()),
                        ExpectedRelease.of(SampleStatements.SUBJECT, SampleRelease.BANK))))
        .isEqualTo(ReleaseFlaw.PAYLOAD_UNREADABLE);
  }

  @Test
  void open_aPayloadOfAnotherEventIsRefused() {
    assertThat(
            flaw(
                release ->
                    release.jwe =
                        SampleRelease.seal(
                            SampleRelease.RELEASE, OTHER_UUID, release.payload.plaintext())))
        .isEqualTo(ReleaseFlaw.EVENT_DIFFERS);
  }

  @Test
  void open_aPayloadOfAnotherReleaseIsRefused() {
    assertThat(
            flaw(
                release ->
                    release.jwe =
                        SampleRelease.seal(
                            "rel_" + OTHER_UUID,
                            SampleRelease.EVENT.toString(),
                            release.payload.plaintext())))
        .isEqualTo(ReleaseFlaw.RELEASE_DIFFERS);
  }

  @Test
  void open_aPlaintextOfAnotherReleaseIsRefused() {
    SampleRelease release =
        new SampleRelease(Payload.ofReport("rel_" + OTHER_UUID, JsonObject.EMPTY, new Random(1)));

    assertThat(flawOf(release::open)).isEqualTo(ReleaseFlaw.RELEASE_DIFFERS);
  }

  @Test
  void open_aReleaseToSomeoneElseIsRefused() {
    SampleRelease release = new SampleRelease();
    release.labels.add(EventLabels.ofParty("bank-hill"));
    ExpectedRelease other = ExpectedRelease.of(SampleStatements.SUBJECT, "bank-hill");

    assertThat(flawOf(() -> release.open(release.receipt(), other)))
        .isEqualTo(ReleaseFlaw.RECIPIENT_DIFFERS);
  }

  @Test
  void open_aReleaseAboutSomeoneElseIsRefused() {
    String other = "sub_mfrggzdfmztwq2lknnwg23tpoa";

    assertThat(flaw(release -> release.subject = Optional.of(other)))
        .isEqualTo(ReleaseFlaw.SUBJECT_DIFFERS);
  }

  @Test
  void open_aReleaseThatThePersonWouldNotFindIsRefused() {
    assertThat(flaw(release -> release.labels.remove(0)))
        .isEqualTo(ReleaseFlaw.SUBJECT_LABEL_MISSING);
  }

  @Test
  void open_aReleaseThatAPartyWouldNotFindIsRefused() {
    assertThat(flaw(release -> release.labels.remove(1)))
        .isEqualTo(ReleaseFlaw.PARTY_LABEL_MISSING);
    assertThat(flaw(release -> release.labels.remove(2)))
        .isEqualTo(ReleaseFlaw.PARTY_LABEL_MISSING);
  }

  @Test
  void open_aReleaseForAnotherKeyIsRefused() {
    assertThat(flaw(release -> release.put("recipientKey", DecryptionKey.draw().keyId())))
        .isEqualTo(ReleaseFlaw.KEY_DIFFERS);
  }

  @Test
  void open_otherSealedBytesAreRefused() {
    assertThat(
            flaw(
                release ->
                    release.jwe =
                        SampleRelease.seal(
                            SampleRelease.RELEASE,
                            SampleRelease.EVENT.toString(),
                            release.payload.plaintext())))
        .isEqualTo(ReleaseFlaw.SEALED_BYTES_DIFFER);
  }

  @Test
  void open_aPlaintextOfAnotherFormIsRefused() {
    assertThat(
            flaw(
                release -> {
                  release.jwe =
                      SampleRelease.seal(
                          SampleRelease.RELEASE,
                          SampleRelease.EVENT.toString(),
                          "{}".getBytes(UTF_8));
                  release.put("jweDigest", Payload.jweDigest(release.jwe).hex());
                }))
        .isEqualTo(ReleaseFlaw.PAYLOAD_MALFORMED);
  }

  @Test
  void open_anotherPlaintextIsRefused() {
    assertThat(flaw(release -> release.put("payloadDigest", Hash.sha256().hex())))
        .isEqualTo(ReleaseFlaw.PAYLOAD_DIFFERS);
  }

  @Test
  void open_moreOrOtherRecordsAreRefused() {
    SampleRelease more = ofRecords();
    more.data.put("recordCount", new JsonInteger(3));
    SampleRelease other = ofRecords();
    other.put("recordsRoot", Hash.sha256().hex());

    assertThat(flawOf(more::open)).isEqualTo(ReleaseFlaw.RECORDS_DIFFER);
    assertThat(flawOf(other::open)).isEqualTo(ReleaseFlaw.RECORDS_DIFFER);
  }

  @Test
  void open_aHalfThatTheSellerHasNotSignedIsRefused() {
    assertThat(
            flaw(
                release ->
                    release.put(
                        "sellerSignature",
                        release.half(SampleStatements.key(9), SampleStatements.fee()))))
        .isEqualTo(ReleaseFlaw.SELLER_SIGNATURE_INVALID);
  }

  @Test
  void open_aHalfOverAnotherFeeIsRefused() {
    ReleaseCost dear =
        new ReleaseCost(999, "CNY", SampleStatements.fee().tariff(), "other", Optional.empty());

    assertThat(
            flaw(
                release ->
                    release.put("sellerSignature", release.half(SampleRelease.SELLER, dear))))
        .isEqualTo(ReleaseFlaw.SELLER_SIGNATURE_INVALID);
  }
}
