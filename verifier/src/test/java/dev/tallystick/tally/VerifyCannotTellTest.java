package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verifier cannot know it must not refuse, and not accept either. */
class VerifyCannotTellTest {
  @TempDir private Path folder;

  @Test
  void verify_cannotTellWithoutAKey() throws IOException {
    Run run = Run.tally("verify", write("x.receipt.json", Samples.receipt().toJson()));

    assertThat(run.line("signature"))
        .isEqualTo(
            "signature | cannot tell | no key to check it with: give --vkey, --vkey-file or"
                + " --policy");
    assertThat(run.line("inclusion")).startsWith("inclusion | holds | ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_cannotTellAboutAnUnknownType() throws IOException {
    Run run = verifyStubWith("type", JsonString.of("dev.tallystick.moon.landed.v1"));

    assertThat(run.line("type"))
        .isEqualTo(
            "type | cannot tell | dev.tallystick.moon.landed.v1 is not known to this release");
    assertThat(run.line("inclusion")).startsWith("inclusion | holds | ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_cannotTellAboutAStubOfAnotherVersion() throws IOException {
    Run run = verifyStubWith("v", new JsonInteger(2));

    assertThat(run.line("type"))
        .isEqualTo("type | cannot tell | a stub of version 2, which this release does not know");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_refusesRatherThanCannotTellIfBothAreTrue() throws IOException {
    byte[] receipt =
        new String(Samples.receipt().toJson(), UTF_8)
            .replace("\"version\":2", "\"version\":3")
            .getBytes(UTF_8);

    Run run = Run.tally("verify", write("x.receipt.json", receipt));

    assertThat(run.out()).contains("cannot tell").contains("does not hold");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  /** A genuine receipt that nobody else has seen accuses nobody; the next line settles it. */
  @Test
  void verify_ofAReceiptThatIsNotWitnessedYet_saysSo_andWhatProvesIt() throws IOException {
    SampleLog log = Samples.log(Samples.receipt().opening());
    var witness = SampleKeys.witness("harbour", 7);
    String receipt = write("x.receipt.json", Samples.receipt().toJson());
    String policy =
        write(
            "policy",
            "log %s\nwitness harbour %s\nquorum harbour\n"
                .formatted(SampleLog.VKEY, witness.verifierKey())
                .getBytes(UTF_8));

    Run run = Run.tally("verify", receipt, "--policy", policy);

    assertThat(run.line("witnesses"))
        .isEqualTo(
            "witnesses | cannot tell | not witnessed yet: quorum harbour, cosigned by nobody");
    assertThat(run.line("inclusion")).startsWith("inclusion | holds | ");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("tally prove LOG --receipt %s --policy %s --out".formatted(receipt, policy));

    Path published = folder.resolve("log");
    log.writeTo(published);
    Files.write(
        published.resolve("checkpoint"),
        log.note()
            .withSignatures(List.of(witness.cosign(log.checkpoint(), 1_767_324_900)))
            .toByteArray());
    String newer = folder.resolve("newer.tlog-proof").toString();
    Run proved =
        Run.tally(
            "prove",
            published.toString(),
            "--receipt",
            receipt,
            "--policy",
            policy,
            "--out",
            newer);
    Run verified = Run.tally("verify", newer, "--receipt", receipt, "--policy", policy);

    assertThat(proved.exitCode()).as(proved.out()).isZero();
    assertThat(verified.exitCode()).as(verified.out()).isZero();
  }

  @Test
  void verify_cannotTellForWhichEntryAProofIs() throws IOException {
    String file = write("x.tlog-proof", Samples.receipt().proof().toString().getBytes(UTF_8));

    Run run = Run.tally("verify", file, "--vkey", SampleLog.VKEY);

    assertThat(run.line("inclusion"))
        .isEqualTo(
            "inclusion | cannot tell | a tlog-proof does not say for which entry it is: give"
                + " --entry, --leaf or --receipt");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_cannotTellWithAProofInTheReceiptsPlace() throws IOException {
    String file = write("x.tlog-proof", Samples.receipt().proof().toString().getBytes(UTF_8));

    Run run = Run.tally("verify", file, "--receipt", file, "--vkey", SampleLog.VKEY);

    assertThat(run.line("receipt")).endsWith("x.tlog-proof: a tlog-proof, not a receipt");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_cannotTellWhatItCannotRead() {
    String missing = folder.resolve("nowhere.receipt.json").toString();

    assertFileLine(missing, missing + ": no such file");
    assertFileLine(folder.toString(), folder + ": cannot be read: IOException");
  }

  @Test
  void verify_cannotTellWhatItDoesNotKnow() throws IOException {
    assertContentLine("", "neither a receipt (JSON) nor a tlog-proof");
    assertContentLine("hello", "neither a receipt (JSON) nor a tlog-proof");
    assertContentLine("[1]", "neither a receipt (JSON) nor a tlog-proof");
    assertContentLine("{\"a\":1}", "JSON, but no receipt: no opening, no tlogProof");
    assertContentLine(
        "c2sp.org/tlog-proof@v2\nindex 0\n\n", "a tlog-proof of another version than v1");
  }

  private void assertContentLine(String content, String detail) throws IOException {
    String file = write("what.is.it", content.getBytes(UTF_8));
    assertFileLine(file, file + ": " + detail);
  }

  private static void assertFileLine(String file, String detail) {
    Run run = Run.tally("verify", file, "--vkey", SampleLog.VKEY);

    assertThat(run.line("file")).isEqualTo("file | cannot tell | " + detail);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void verify_cannotTellWithAKeyThatIsNone() throws IOException {
    String file = write("x.receipt.json", Samples.receipt().toJson());
    String empty = write("log.vkey", new byte[0]);
    String missing = folder.resolve("nowhere").toString();
    String witness = SampleKeys.witness("harbour", 7).verifierKey().toString();

    assertKeyLine(
        file,
        "--vkey",
        "nonsense",
        "--vkey: not a verifier key: not of the form name+keyid+base64");
    assertKeyLine(
        file, "--vkey", witness, "--vkey: a log's key is of type ED25519, not COSIGNATURE_V1");
    assertKeyLine(
        file,
        "--vkey-file",
        empty,
        empty + ": not a verifier key: not of the form name+keyid+base64");
    assertKeyLine(file, "--vkey-file", missing, missing + ": cannot be read");
    assertKeyLine(file, "--policy", missing, missing + ": cannot be read");
    assertKeyLine(file, "--policy", empty, empty + ": not a policy: no quorum line");
  }

  private static void assertKeyLine(String file, String option, String value, String detail) {
    Run run = Run.tally("verify", file, option, value);

    assertThat(run.line("key")).isEqualTo("key | cannot tell | " + detail);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private Run verifyStubWith(String name, JsonValue value) throws IOException {
    Map<String, JsonValue> stub =
        new TreeMap<>(Samples.event().part(PartName.STUB).orElseThrow().members());
    stub.put(name, value);
    Opening opening = Samples.opening(Samples.SUBJECTS_PARTS);
    Opening changed =
        new Opening(
            opening.recordedMillis(),
            OpenedPart.Shown.of(Samples.seed().nonce(PartName.STUB), JsonObject.of(stub)),
            opening.body(),
            opening.internal());
    byte[] receipt = Samples.receipt(changed, Samples.log(changed).proof(Samples.INDEX)).toJson();
    return Run.tally("verify", write("x.receipt.json", receipt), "--vkey", SampleLog.VKEY);
  }

  private String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }
}
