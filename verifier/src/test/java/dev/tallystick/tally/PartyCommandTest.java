package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Expected;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartyCommandTest extends PartyCommandCase {
  private static final String SALT = "A".repeat(43);
  private static final String AGREEMENT = "agr" + PartySamples.ID;
  private static final String CHUNK = "chk" + PartySamples.ID;
  private static final String KEYS = "/consent/v1/parties/bank-riverside/keys";

  private Run open(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("party", "open", "--party", PartySamples.BANK, "--keys", keyFile.toString()));
    line.addAll(List.of("--vkey", SampleLog.VKEY));
    line.addAll(files());
    line.addAll(List.of(more));
    return Run.tally(line.toArray(String[]::new));
  }

  private List<String> files() {
    return List.of(
        "--subject",
        PartySamples.SUBJECT,
        folder.resolve("r.jwe").toString(),
        folder.resolve("r.receipt.json").toString());
  }

  @Test
  void keygen_writesAFileThatIsClosedToOthers() throws Exception {
    Path file = folder.resolve("new.keys");

    Run run = Run.tally("party", "keygen", file.toString(), "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(run.json().get("signing").asText())
        .isEqualTo(PartyKeys.read(file).publicKeys().verificationKey().keyId());
    assertThat(run.out()).doesNotContain("\"d\"");
  }

  @Test
  void keygen_neverOverwritesKeys() throws Exception {
    byte[] before = Files.readAllBytes(keyFile);

    Run run = Run.tally("party", "keygen", keyFile.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("is there already");
    assertThat(Files.readAllBytes(keyFile)).isEqualTo(before);
  }

  @Test
  void open_keysThatOthersCanReadAreNotUsed() throws Exception {
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));

    Run run = open();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("chmod 600");
  }

  @Test
  void open_showsThePayloadAfterAllChecks() {
    Run run = open("--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().get("payload").asText()).contains("\"score\":640");
    assertThat(run.json().findValuesAsText("name"))
        .containsExactly("receipt", "label", "recipient", "seal", "digest");
    assertThat(run.json().get("eventId").asText()).isEqualTo(PartySamples.EVENT);
  }

  @Test
  void open_keepsThePayloadForItsOwner() throws Exception {
    Path out = folder.resolve("report.json");

    Run run = open("--out", out.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(mode(out)).isEqualTo("rw-------");
    assertThat(Files.readString(out)).contains("\"score\":640");
    assertThat(run.out()).doesNotContain("score");
  }

  @Test
  void open_aReleaseToSomeoneElseDoesNotHold() {
    List<String> line =
        new ArrayList<>(
            List.of("party", "open", "--party", "bank-hill", "--keys", keyFile.toString()));
    line.addAll(List.of("--vkey", SampleLog.VKEY, "--json"));
    line.addAll(files());

    Run run = Run.tally(line.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().get("flaw").asText()).isEqualTo("party-label-missing");
    assertThat(run.out()).doesNotContain("score");
  }

  @Test
  void open_withoutTheLogsKeyNothingIsTold() {
    List<String> line =
        new ArrayList<>(
            List.of("party", "open", "--party", PartySamples.BANK, "--keys", keyFile.toString()));
    line.addAll(files());

    Run run = Run.tally(line.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("--vkey");
  }

  @Test
  void keysEnrol_showsTheCodeOfTheFile_andTellsTheEvents() throws Exception {
    Path code = Files.writeString(folder.resolve("code"), "ABCDE-FGHIJ\n");
    server.answer(KEYS, 201, "{\"eventId\":\"e-1\",\"index\":1}");

    Run run = party("keys enrol", "--signing-only", "--code-file", code.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("signing")).contains("e-1");
    assertThat(server.asked(KEYS)).contains("\"code\":\"ABCDE-FGHIJ\"");
    assertThat(run.out()).doesNotContain("ABCDE");
  }

  @Test
  void keysEnrol_withoutACode_asksNobody() throws Exception {
    Path code = Files.writeString(folder.resolve("code"), "\n");

    Run run = party("keys enrol", "--code-file", code.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(server.asked(KEYS)).isEmpty();
  }

  @Test
  void keysAdd_hasTheOldKeyApprove() throws Exception {
    Path next = folder.resolve("next.keys");
    PartyKeys.draw().write(next);
    server.answer(KEYS, 201, "{\"eventId\":\"e-2\",\"index\":2}");

    Run run = party("keys add", "--new", next.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("signing")).contains("e-2");
    assertThat(run.line("sealing")).contains("e-2");
  }

  @Test
  void keysAdd_ofABureau_takesWhatItsServiceHasDrawn() throws Exception {
    PartyKeys drawn = PartyKeys.draw();
    Path file =
        Files.writeString(
            folder.resolve("drawn.json"),
            "{\"party\":\"bank-riverside\",\"signing\":%s,\"encryption\":%s,\"signingProof\":\"a.b.c\",\"encryptionProof\":\"a.b.c\"}"
                .formatted(
                    CanonicalJson.text(PublicJwk.of(drawn.publicKeys().verificationKey())),
                    CanonicalJson.text(PublicJwk.of(drawn.publicKeys().encryptionKey()))));
    server.answer(KEYS, 201, "{\"eventId\":\"e-3\",\"index\":3}");

    Run run = party("keys add", "--drawn", file.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("sealing")).contains("e-3");
  }

  @Test
  void keysRevoke_sendsWhatItHasSigned() throws Exception {
    String thumbprint = PartyKeys.read(keyFile).publicKeys().encryptionKey().keyId();
    String path = KEYS + "/" + thumbprint + "/revocation";
    server.answer(path, 201, "{\"eventId\":\"e-4\",\"index\":4}");

    Run run = party("keys revoke", thumbprint, "--reason", "COMPROMISED");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("revoked")).contains("e-4");
    assertThat(server.asked(path)).contains("\"approval\"");
  }

  @Test
  void agree_signsTheTextAndSendsNothing() throws Exception {
    Path text = Files.writeString(folder.resolve("agreement.txt"), "We agree.\n");

    Run run =
        party(
            "agree",
            "--provider",
            "bureau-north",
            "--receiver",
            "bank-riverside",
            text.toString(),
            "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    AgreementSignature signature =
        AgreementSignature.verify(
            run.json().get("jws").asText(),
            VerificationKeys.of(PartyKeys.read(keyFile).publicKeys().verificationKey()),
            new Expected("bank-riverside", "consent-service", Instant.now()));
    assertThat(signature.agreement()).isEqualTo(run.json().get("agreement").asText());
    assertThat(signature.textHash()).isEqualTo(Hash.sha256("We agree.\n".getBytes(UTF_8)));
  }

  @Test
  void agree_aStrangerCannotSign() throws Exception {
    Path text = Files.writeString(folder.resolve("agreement.txt"), "We agree.\n");

    Run run =
        party("agree", "--provider", "mall-east", "--receiver", "bureau-north", text.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("provider or the receiver");
  }

  @Test
  void resolve_tellsTheTokens() {
    server.answer(
        "/vault/v1/subjects:resolve",
        200,
        "{\"subjects\":[{\"subject\":\"" + PartySamples.SUBJECT + "\"}]}");

    Run run = party("resolve", "--purpose", "LOAN_APPROVAL", "PHONE:+86 555 0101", "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().get("subjects").get(0).asText()).isEqualTo(PartySamples.SUBJECT);
    assertThat(server.asked("/vault/v1/subjects:resolve")).contains("+86 555 0101");
    assertThat(run.out()).doesNotContain("555");
  }

  @Test
  void resolve_withTheClientsKeyFromAFile() throws Exception {
    Path key = folder.resolve("bank.pem");
    Run drawn = Run.tally("party", "client-key", key.toString(), "--json");
    assertThat(drawn.json().at("/jwks").asText()).contains("\"crv\":\"Ed25519\"");
    server.answer("/token", 200, "{\"access_token\":\"t-2\",\"expires_in\":300}");
    server.answer("/vault/v1/subjects:resolve", 200, "{\"subjects\":[]}");

    Run run =
        party(
            "resolve",
            "--client",
            "bank-riverside",
            "--client-key",
            key.toString(),
            "--token-url",
            server.url() + "/token",
            "--purpose",
            "LOAN_APPROVAL",
            "PHONE:1");

    assertThat(server.asked("/token"))
        .contains("client_assertion=", "scope=call-data-vault")
        .doesNotContain("secret");
    assertThat(run.exitCode()).as("fewer subjects than asked for").isEqualTo(2);
  }

  @Test
  void deposit_signsWhatWasStoredAndTellsWhatWasRefused() throws Exception {
    String line = "{\"category\":\"PAYMENT.SUMMARY\",\"fields\":{\"n\":1}}";
    Path records = Files.writeString(folder.resolve("records.ndjson"), line + "\n" + line + "\n");
    JsonObject record = (JsonObject) CanonicalJson.parse(line.getBytes(UTF_8));
    String root = RecordDigests.root(List.of(RecordDigests.digest(new byte[32], record))).hex();
    server.answer(
        "/vault/v1/records:import?agreement=" + AGREEMENT,
        200,
        """
        {"line":1,"result":"STORED","record":"rec_1","salt":"%s"}
        {"line":2,"result":"REFUSED","code":"CATEGORY_PROHIBITED","ruleId":"R21"}
        {"chunk":"%s","count":1,"root":"%s"}
        """
            .formatted(SALT, CHUNK, root));
    server.answer("/vault/v1/chunks/" + CHUNK + "/signature", 201, "{\"receipt\":{\"index\":1}}");
    Path receipt = folder.resolve("deposit.receipt.json");

    Run run =
        party("deposit", "--agreement", AGREEMENT, "--out", receipt.toString(), records.toString());

    assertThat(run.exitCode()).as("one line was refused").isEqualTo(2);
    assertThat(run.line("signed")).contains("1 records in " + CHUNK);
    assertThat(run.line("line 2")).contains("CATEGORY_PROHIBITED by R21");
    assertThat(Files.readString(receipt)).isEqualTo("{\"index\":1}");
  }

  @Test
  void acknowledge_checksTheSellersHalfFirst() {
    answerParty(PartySamples.SELLER);
    server.answer("/audit/log/checkpoint", 200, new String(sample.log().file("checkpoint"), UTF_8));
    server.answer("/audit/v1/acknowledgements", 201, "{\"eventId\":\"e-5\",\"index\":9}");

    Run run = acknowledge();

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("acknowledged")).contains("e-5");
    assertThat(run.line("seller")).contains("signed by bureau-north");
  }

  @Test
  void acknowledge_saysNothingToTheLogWhenAnotherHasSigned() {
    answerParty(PartyKeys.draw());

    Run run = acknowledge();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(server.asked("/audit/v1/acknowledgements")).isEmpty();
  }

  private void answerParty(PartyKeys seller) {
    String jwk = CanonicalJson.text(PublicJwk.of(seller.publicKeys().verificationKey()));
    server.answer(
        "/consent/v1/parties/bureau-north",
        200,
        "{\"keys\":[{\"use\":\"SIGN\",\"jwk\":" + jwk + "}]}");
  }

  private Run acknowledge() {
    List<String> line = new ArrayList<>(List.of("--seller", PartySamples.BUREAU));
    line.addAll(List.of("--vkey", SampleLog.VKEY));
    line.addAll(files());
    return party("acknowledge", line.toArray(String[]::new));
  }
}
