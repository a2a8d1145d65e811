package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.SpecPage.Section;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The messages on the page, computed anew: entries, proofs, signatures, the index. */
class EventsSpecProtocolTest {
  private static final SpecPage PAGE = SpecPage.read();

  private static JsonObject json(Section section, int block) throws Exception {
    return message(section.blocks("json").get(block));
  }

  private static JsonObject message(String json) throws Exception {
    return (JsonObject) CanonicalJson.parseMessage(json.getBytes(UTF_8));
  }

  private static NoteVerifier log() throws Exception {
    return NoteVerifier.parse(PAGE.section("8 Talking to the log").blocks("text").get(0));
  }

  private static Checkpoint checkpoint(JsonObject message) throws Exception {
    SignedNote note = SignedNote.parse(message.getString("checkpoint"));
    return VerifiedCheckpoint.verify(note, log()).checkpoint();
  }

  private static InclusionProof proof(JsonObject message, String index, String path) {
    List<Hash> hashes =
        message.getArray(path).items().stream()
            .map(hash -> Hash.fromBase64(((JsonString) hash).value()))
            .toList();
    return new InclusionProof(message.getInteger(index), hashes);
  }

  private static boolean isLogged(JsonObject message, Hash entry, Checkpoint checkpoint) {
    return proof(message, "index", "inclusionProof").proves(Merkle.leafHash(entry), checkpoint);
  }

  private static Event withdrawal() throws Exception {
    String request = PAGE.section("Append one event").blocks("json").get(0);
    return Event.parse(request.getBytes(UTF_8));
  }

  private static Opening opening(JsonObject message) throws Exception {
    return Opening.parse(message.getObject("opening"));
  }

  @Test
  void append_isAnsweredWithAProof() throws Exception {
    Event event = withdrawal();
    JsonObject answer = json(PAGE.section("Append one event"), 1);

    Hash entry = EntryHash.entry(answer.getInteger("recordedMillis"), event.hashes());
    assertThat(isLogged(answer, entry, checkpoint(answer))).isTrue();
    assertThat(answer.getString("eventId")).isEqualTo(event.id().toString());
    assertThat(answer.names())
        .containsExactly("checkpoint", "eventId", "inclusionProof", "index", "recordedMillis");
  }

  @Test
  void append_isTheExampleOfItsType() throws Exception {
    String example = PAGE.section("consent.withdrawn").blocks("json").get(0);

    assertThat(PAGE.section("Append one event").blocks("json").get(0)).isEqualTo(example);
  }

  @Test
  void batch_isAnsweredLineByLine() throws Exception {
    Section section = PAGE.section("Append a batch");
    List<String> requests = section.blocks("ndjson").get(0).lines().toList();
    List<String> answers = section.blocks("ndjson").get(1).lines().toList();

    assertThat(answers).hasSameSizeAs(requests);
    for (int i = 0; i < requests.size(); i++) {
      Event event = Event.parse(requests.get(i).getBytes(UTF_8));
      JsonObject answer = message(answers.get(i));
      if (answer.has("status")) {
        assertThat(answer.getString("code")).isEqualTo("GUARD_MOVED");
        assertThat(event.stub().guards()).extracting(GuardVersion::version).containsExactly(1L);
      } else {
        Hash entry = EntryHash.entry(answer.getInteger("recordedMillis"), event.hashes());
        assertThat(isLogged(answer, entry, checkpoint(answer))).as("line %d", i).isTrue();
      }
    }
    assertThat(message(answers.get(2)).getInteger("index"))
        .as("the withdrawal keeps its place")
        .isEqualTo(json(PAGE.section("Append one event"), 1).getInteger("index"));
  }

  @Test
  void refusal_isWhatTheCodeSays() throws Exception {
    JsonObject problem = json(PAGE.section("A refusal"), 0);
    JsonObject fee =
        message(
            "{\"amount\":-1,\"currency\":\"CNY\",\"line\":\"a\",\"tariff\":\"trf_"
                + withdrawal().id()
                + "\"}");
    FieldKind kind = KindNotation.parse("fee", EventTypes.common().shapes());

    assertThat(Optional.ofNullable(kind.violation(fee)).map(v -> v.within("body.data.fee")))
        .contains(
            new Violation(
                EventCode.valueOf(problem.getString("code")),
                problem.getString("field"),
                problem.getString("rule")));
  }

  @Test
  void opening_givesTheEntryWithoutTheInternalPart() throws Exception {
    JsonObject json = json(PAGE.section("An opening"), 0);
    Event event = withdrawal();
    long recorded = json.getInteger("recordedMillis");

    assertThat(Opening.of(event, recorded, Set.of(PartName.STUB, PartName.BODY)).toJson())
        .isEqualTo(json);
    assertThat(Opening.parse(json).entry()).isEqualTo(EntryHash.entry(recorded, event.hashes()));
  }

  @Test
  void receipt_isVerifiedByTheLogsKeyAlone() throws Exception {
    Section section = PAGE.section("A receipt");
    Receipt receipt = Receipt.parse(section.blocks("json").get(0).getBytes(UTF_8));
    String policy = section.blocks("text").get(1) + "\n";

    receipt.verify(log());

    assertThat(section.blocks("text").get(0) + "\n").isEqualTo(receipt.proof().toString());
    assertThat(TlogProof.parse(section.blocks("text").get(0) + "\n")).isEqualTo(receipt.proof());
    assertThat(receipt.opening().internal().value()).isEmpty();
    assertThat(receipt.policyHash()).isEqualTo(Hash.sha256(policy.getBytes(UTF_8)));
    assertThat(policy).contains(log().key().toString());
  }

  @Test
  void feed_holdsOpeningsInLogOrder() throws Exception {
    JsonObject page = json(PAGE.section("A page of the feed"), 0);
    long previous = 3;

    for (JsonValue item : page.getArray("entries").items()) {
      JsonObject entry = (JsonObject) item;
      assertThat(entry.getInteger("index")).isGreaterThan(previous);
      previous = entry.getInteger("index");
      assertThat(opening(entry).body().value()).isPresent();
      assertThat(opening(entry).internal()).isInstanceOf(OpenedPart.Withheld.class);
    }
    assertThat(page.getInteger("next")).isEqualTo(page.getInteger("treeSize") - 1);
  }

  @Test
  void indexRoot_isTheExampleOfItsTypeAndLogged() throws Exception {
    JsonObject message = json(PAGE.section("An index root"), 0);
    String example = PAGE.section("index.root").blocks("json").get(0);
    Event event = Event.parse(example.getBytes(UTF_8));

    assertThat(opening(message).body().value()).contains(event.body().toJson());
    assertThat(isLogged(message, opening(message).entry(), checkpoint(message))).isTrue();
    assertThat(event.data().getInteger("coveredSize"))
        .isLessThanOrEqualTo(message.getInteger("index"));
  }

  @Test
  void usage_isProvedFromTheEntriesToTheCheckpoint() throws Exception {
    JsonObject answer = json(PAGE.section("A usage answer"), 0);
    Checkpoint checkpoint = checkpoint(answer);
    Hash label = Hash.fromHex(answer.getString("label"));
    Hash listRoot = Hash.fromHex(answer.getString("listRoot"));
    long count = answer.getInteger("count");

    assertThat(label).isEqualTo(EventLabels.ofSubject(withdrawal().subject().orElseThrow()));
    for (JsonValue item : answer.getArray("entries").items()) {
      JsonObject entry = (JsonObject) item;
      Opening opening = opening(entry);
      Stub stub = Stub.parse(opening.stub().value().orElseThrow());
      Hash listed = listLeaf(entry.getInteger("index"), opening.entry());
      assertThat(stub.labels()).contains(label);
      assertThat(isLogged(entry, opening.entry(), checkpoint)).isTrue();
      assertThat(proof(entry, "listIndex", "listProof").proves(listed, count, listRoot)).isTrue();
    }
    JsonObject root = answer.getObject("indexRoot");
    assertThat(isLogged(root, opening(root).entry(), checkpoint)).isTrue();
    assertThat(trieRoot(answer, label, value(answer, count, listRoot)))
        .isEqualTo(Hash.fromHex(indexRoot(opening(root)).orElseThrow()));
  }

  private static Optional<String> indexRoot(Opening opening) {
    return opening.body().value().map(body -> body.getObject("data").getString("root"));
  }

  private static Hash listLeaf(long index, Hash entry) {
    ByteBuffer leaf = ByteBuffer.allocate(Long.BYTES + Hash.SIZE);
    return Merkle.leafHash(leaf.putLong(index).put(entry.toByteArray()).array());
  }

  private static Hash value(JsonObject answer, long count, Hash listRoot) {
    return Hash.sha256(
        "tallystick/value/v1\0".getBytes(UTF_8),
        Base64.getUrlDecoder().decode(answer.getString("salt")),
        ByteBuffer.allocate(Long.BYTES).putLong(count).array(),
        listRoot.toByteArray());
  }

  /** From the leaf to the root, as section 8 says. */
  private static Hash trieRoot(JsonObject answer, Hash label, Hash value) {
    byte[] key = label.toByteArray();
    Hash node = Hash.sha256(key, value.toByteArray());
    for (JsonValue item : answer.getObject("trieProof").getArray("path").items()) {
      JsonObject step = (JsonObject) item;
      int bit = (int) step.getInteger("bit");
      Hash other = Hash.fromBase64(step.getString("hash"));
      boolean right = (key[bit / 8] >> (7 - bit % 8) & 1) == 1;
      Hash left = right ? other : node;
      Hash last = right ? node : other;
      node = Hash.sha256(left.toByteArray(), last.toByteArray(), new byte[] {(byte) bit});
    }
    return node;
  }
}
