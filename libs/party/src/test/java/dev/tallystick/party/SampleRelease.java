package dev.tallystick.party;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.TreeBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A report sold by an invented bureau to an invented bank, of which a test may change any part. */
final class SampleRelease {
  static final String BUREAU = "bureau-north";
  static final String BANK = "bank-riverside";
  static final String RELEASE = "rel_" + SampleStatements.UUID;
  static final EventId EVENT = EventId.fromString("019cac33-c580-7e9a-be9f-ebd7343c67d7");
  static final DecryptionKey KEY = DecryptionKey.draw();
  static final SigningKey SELLER = SampleStatements.key(3);
  static final SignerKey LOG = SignerKey.fromSeed("tallystick.example/0a1b2c3d", new byte[32]);

  final List<Hash> labels = new ArrayList<>();
  final Map<String, JsonValue> data = new LinkedHashMap<>();
  String type = EventTypes.get("data.released").name();
  Optional<String> subject = Optional.of(SampleStatements.SUBJECT);
  boolean bodyShown = true;
  Payload payload;
  String jwe;

  SampleRelease() {
    this(Payload.ofReport(RELEASE, JsonObject.builder().put("score", 640).build(), new Random(2)));
  }

  SampleRelease(Payload payload) {
    this.payload = payload;
    this.jwe = seal(RELEASE, EVENT.toString(), payload.plaintext());
    labels.add(EventLabels.ofSubject(SampleStatements.SUBJECT));
    labels.add(EventLabels.ofParty(BUREAU));
    labels.add(EventLabels.ofParty(BANK));
    fill();
  }

  static String seal(String release, String event, byte[] plaintext) {
    return Jwe.seal(plaintext, KEY.encryptionKey(), release, event);
  }

  private void fill() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", RELEASE)
            .put("from", BUREAU)
            .put("to", BANK)
            .put("purpose", "LOAN_APPROVAL")
            .put(
                "consents",
                JsonArray.of(
                    List.of(
                        JsonObject.builder()
                            .put("id", "con_" + SampleStatements.UUID)
                            .put("version", 1)
                            .build())))
            .put("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY")))
            .put("recordCount", payload.records().size())
            .put("recordsRoot", payload.recordsRoot().hex())
            .put("payloadDigest", payload.digest().hex())
            .put("jweDigest", Payload.jweDigest(jwe).hex())
            .put("recipientKey", KEY.keyId())
            .put("sellerSignature", half(SELLER, SampleStatements.fee()))
            .put("parents", JsonArray.ofStrings(List.of(SampleStatements.UUID)))
            .put("product", "prd_" + SampleStatements.UUID)
            .put("fee", SampleStatements.fee().toJson())
            .put("endUser", BANK)
            .put("inquiry", "inq_" + SampleStatements.UUID)
            .put("request", "a.b.c")
            .put("decision", "a.b.c");
    data.putAll(json.build().members());
  }

  String half(SigningKey key, ReleaseCost fee) {
    Claims claims =
        new Claims(
            BUREAU, BANK, SampleStatements.NOW.getEpochSecond(), OptionalLong.empty(), "half");
    return new SellerStatement(
            claims,
            RELEASE,
            SampleStatements.SUBJECT,
            BANK,
            Optional.of("prd_" + SampleStatements.UUID),
            payload.digest(),
            Payload.jweDigest(jwe),
            Optional.of(fee))
        .sign(key);
  }

  void put(String name, String value) {
    data.put(name, JsonString.of(value));
  }

  byte[] receipt() {
    Stub stub = Stub.of(type, labels, Map.of(), List.of());
    Body body =
        new Body(
            EVENT,
            "bureau-service",
            SampleStatements.NOW.toEpochMilli(),
            subject,
            JsonObject.of(data));
    OpenedPart shownBody = OpenedPart.Shown.of(new byte[32], body.toJson());
    Opening opening =
        new Opening(
            SampleStatements.NOW.toEpochMilli() + 3,
            OpenedPart.Shown.of(new byte[32], stub.toJson()),
            bodyShown ? shownBody : new OpenedPart.Withheld(shownBody.hash(PartName.BODY)),
            OpenedPart.Shown.absent(new byte[32]));
    TreeBatch tree = new TreeBatch(Frontier.EMPTY);
    tree.add(Merkle.leafHash(SampleStatements.HASH));
    tree.add(Merkle.leafHash(opening.entry()));
    SignedNote note =
        SignedNote.sign(
            new Checkpoint(LOG.verifierKey().name(), tree.size(), tree.root()).body(),
            LOG.signer());
    return new Receipt(
            opening,
            TlogProof.of(tree.inclusionProof(1), note),
            ReceiptGrade.DURABLE,
            SampleStatements.HASH)
        .toJson();
  }

  OpenedPayload open() throws InvalidReleaseException {
    ExpectedRelease expected =
        ExpectedRelease.of(SampleStatements.SUBJECT, BANK)
            .withSeller(VerificationKeys.of(SELLER.verificationKey()));
    return open(receipt(), expected);
  }

  OpenedPayload open(byte[] receipt, ExpectedRelease expected) throws InvalidReleaseException {
    return ReceivedRelease.open(
        jwe, receipt, DecryptionKeys.of(KEY), NoteVerifier.of(LOG.verifierKey()), expected);
  }
}
