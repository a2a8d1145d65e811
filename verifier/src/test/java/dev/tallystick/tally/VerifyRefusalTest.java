package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each way in which a receipt or a proof can be wrong. */
class VerifyRefusalTest {
  private static final String ROOT =
      "384b20ce6d7b261df893a7fce11acfa630ac18bb151e1100a7f0c6233c28ba98";

  @TempDir private Path folder;

  @Test
  void verify_refusesAChangedOpening() throws IOException {
    String receipt = text().replace("\"version\":2", "\"version\":3");

    Run run = verify(receipt);

    assertThat(run.exitCode()).isEqualTo(1);
    Hash leafHash =
        Merkle.leafHash(
            Hash.fromHex(
                Run.tally("verify", write("x.receipt.json", receipt), "--json")
                    .json()
                    .get("entry")
                    .asText()));
    assertThat(run.line("inclusion"))
        .isEqualTo(
            "inclusion | does not hold | the path of 3 hashes does not lead from entry 3, leaf hash"
                + " %s, to the root %s of size 5".formatted(leafHash, ROOT));
    assertThat(run.line("signature")).startsWith("signature | holds | ");
  }

  @Test
  void verify_refusesAChangedRecordedTime() throws IOException {
    Run run = verify(text().replace("1767324896789", "1767324896788"));

    assertThat(run.line("inclusion"))
        .startsWith("inclusion | does not hold | the path of 3 hashes does not lead from entry 3");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAChangedHashOfAWithheldPart() throws IOException {
    Opening opening = Samples.opening(Samples.SUBJECTS_PARTS);
    Hash hash = opening.hashes().internal();
    Run run = verify(text().replace(hash.hex(), Hash.sha256().hex()));

    assertThat(run.line("inclusion")).startsWith("inclusion | does not hold | ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAnIndexThatIsNotThatOfTheProof() throws IOException {
    Run run = verify(text().replace("\"index\":3", "\"index\":4"));

    assertThat(run.line("file"))
        .endsWith(
            "x.receipt.json: index is that of the proof: the receipt says 4, its proof is for 3");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAnotherIndexInBothPlaces() throws IOException {
    Run run =
        verify(text().replace("\"index\":3", "\"index\":2").replace("index 3\\n", "index 2\\n"));

    assertThat(run.line("inclusion"))
        .startsWith("inclusion | does not hold | the path of 3 hashes does not lead from entry 2,");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAnIndexBeyondTheTree() throws IOException {
    Run run =
        verify(text().replace("\"index\":3", "\"index\":5").replace("index 3\\n", "index 5\\n"));

    assertThat(run.line("inclusion"))
        .isEqualTo("inclusion | does not hold | entry 5 is not in a tree of size 5");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesEachChangedHashOfThePath() throws IOException {
    List<Hash> path = Samples.receipt().proof().inclusion().path();
    for (Hash hash : path) {
      Run run = verify(text().replace(hash.base64(), Hash.sha256().base64()));

      assertThat(run.line("inclusion"))
          .startsWith(
              "inclusion | does not hold | the path of 3 hashes does not lead from entry 3");
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void verify_refusesAPathWithAHashTooFewOrTooMany() throws IOException {
    String last = Samples.receipt().proof().inclusion().path().get(2).base64() + "\\n";

    assertThat(verify(text().replace(last, "")).line("inclusion"))
        .startsWith("inclusion | does not hold | the path of 2 hashes");
    assertThat(verify(text().replace(last, last + last)).line("inclusion"))
        .startsWith("inclusion | does not hold | the path of 4 hashes");
  }

  @Test
  void verify_refusesACheckpointThatTheLogHasNotSigned() throws IOException {
    Run run = verify(text().replace("\\n5\\n", "\\n6\\n"));

    assertThat(run.line("signature"))
        .isEqualTo(
            "signature | does not hold | the signature of tallystick.example/0a1b2c3d+25ab33cc does"
                + " not verify; trusted: tallystick.example/0a1b2c3d+25ab33cc; signed by:"
                + " tallystick.example/0a1b2c3d+25ab33cc");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAGenuineCheckpointOfAnotherTree() throws IOException {
    SignedNote other = SampleLog.ofSize(6).note();
    String old = Samples.receipt().proof().checkpoint().toString().replace("\n", "\\n");

    Run run = verify(text().replace(old, other.toString().replace("\n", "\\n")));

    assertThat(run.line("signature")).startsWith("signature | holds | ");
    assertThat(run.line("inclusion")).startsWith("inclusion | does not hold | ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesTheSignatureOfAnotherKey() throws IOException {
    SignerKey other = SampleLog.key(SampleLog.ORIGIN, 2);

    Run run =
        Run.tally(
            "verify", write("x.receipt.json", text()), "--vkey", other.verifierKey().toString());

    assertThat(run.line("signature"))
        .isEqualTo(
            "signature | does not hold | no signature of a trusted key; trusted:"
                + " tallystick.example/0a1b2c3d+%08x; signed by:"
                    .formatted(other.verifierKey().keyId())
                + " tallystick.example/0a1b2c3d+25ab33cc");
    assertThat(run.line("inclusion")).startsWith("inclusion | holds | ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesTheSignatureOfALogOnTheCheckpointOfAnother() throws IOException {
    SignerKey other = SampleLog.key("other.example/log", 3);
    Opening opening = Samples.opening(Samples.SUBJECTS_PARTS);
    TlogProof proof = Samples.log(opening).proof(Samples.INDEX, other.signer());

    Run run =
        Run.tally(
            "verify",
            write("x.receipt.json", new String(Samples.receipt(opening, proof).toJson(), UTF_8)),
            "--vkey",
            other.verifierKey().toString());

    assertThat(run.line("signature"))
        .startsWith("signature | does not hold | none of a log named tallystick.example/0a1b2c3d;");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesANoteThatIsNoCheckpoint() throws IOException {
    SignedNote note = SignedNote.sign("tallystick.example/0a1b2c3d\n5\n", SampleLog.KEY.signer());
    TlogProof proof = TlogProof.of(Samples.receipt().proof().inclusion(), note);
    String receipt =
        new String(Samples.receipt(Samples.opening(Samples.SUBJECTS_PARTS), proof).toJson(), UTF_8);

    Run run = verify(receipt);

    assertThat(run.line("checkpoint"))
        .isEqualTo("checkpoint | does not hold | a checkpoint has three lines, each ended");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAReceiptAboutAnotherEntryThanStated() throws IOException {
    Run run =
        Run.tally(
            "verify", write("x.receipt.json", text()), "--leaf", ROOT, "--vkey", SampleLog.VKEY);

    assertThat(run.line("stated"))
        .isEqualTo(
            "stated | does not hold | the receipt is about the leaf hash %s, stated was %s"
                .formatted(Merkle.leafHash(Samples.opening(Samples.SUBJECTS_PARTS).entry()), ROOT));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAnUnknownFieldOfAKnownType() throws Exception {
    JsonObject body = part(PartName.BODY);
    JsonObject data =
        JsonObject.of(
            with(body.getObject("data").members(), "price", JsonString.of("12 gold coins")));

    Run run = verify(PartName.BODY, JsonObject.of(with(body.members(), "data", data)));

    assertThat(run.line("inclusion")).startsWith("inclusion | holds | ");
    assertThat(run.line("event"))
        .isEqualTo(
            "event | does not hold | UNKNOWN_FIELD at body.data: has only the members that are"
                + " defined for it");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesLabelsThatAreNotThoseOfTheBody() throws Exception {
    JsonObject stub = part(PartName.STUB);
    List<JsonValue> labels = new ArrayList<>(stub.getArray("labels").items());
    labels.remove(0);

    Run run =
        verify(PartName.STUB, JsonObject.of(with(stub.members(), "labels", JsonArray.of(labels))));

    assertThat(run.line("event"))
        .isEqualTo(
            "event | does not hold | FIELD_INVALID at stub.labels: are exactly those that the body"
                + " calls for");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void verify_refusesAStubWithoutAType() throws Exception {
    Map<String, JsonValue> stub = new TreeMap<>(part(PartName.STUB).members());
    stub.remove("type");

    Run run = verify(PartName.STUB, JsonObject.of(stub));

    assertThat(run.line("type")).isEqualTo("type | does not hold | the stub names none");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private static Map<String, JsonValue> with(
      Map<String, JsonValue> members, String name, JsonValue value) {
    Map<String, JsonValue> changed = new TreeMap<>(members);
    changed.put(name, value);
    return changed;
  }

  private static JsonObject part(PartName name) {
    return Samples.event().part(name).orElseThrow();
  }

  /** Verifies a genuine receipt of an event that has another value in one part. */
  private Run verify(PartName name, JsonObject value) throws IOException {
    Opening opening = Samples.opening(Samples.SUBJECTS_PARTS);
    OpenedPart part = OpenedPart.Shown.of(Samples.seed().nonce(name), value);
    Opening changed =
        new Opening(
            opening.recordedMillis(),
            name == PartName.STUB ? part : opening.stub(),
            name == PartName.BODY ? part : opening.body(),
            opening.internal());
    TlogProof proof = Samples.log(changed).proof(Samples.INDEX);
    return verify(new String(Samples.receipt(changed, proof).toJson(), UTF_8));
  }

  private static String text() {
    return new String(Samples.receipt().toJson(), UTF_8);
  }

  private Run verify(String receipt) throws IOException {
    return Run.tally("verify", write("x.receipt.json", receipt), "--vkey", SampleLog.VKEY);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
