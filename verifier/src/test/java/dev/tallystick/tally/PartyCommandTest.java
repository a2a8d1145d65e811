package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.JsonObject;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Expected;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartyCommandTest {
  private static final String SALT = "A".repeat(43);
  private static final String AGREEMENT = "agr" + PartySamples.ID;
  private static final String CHUNK = "chk" + PartySamples.ID;

  @TempDir private Path folder;
  private PartyServer server;
  private Path keyFile;
  private PartySamples sample;

  @BeforeEach
  void start() throws Exception {
    server = new PartyServer();
    keyFile = folder.resolve("bank.keys");
    PartyKeys keys = PartyKeys.draw();
    keys.write(keyFile);
    sample = new PartySamples(keys);
    Files.write(folder.resolve("r.jwe"), sample.jwe().getBytes(US_ASCII));
    Files.write(folder.resolve("r.receipt.json"), sample.receipt());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Runs a command that talks to services. */
  private Run party(String command, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("party", command, "--party", PartySamples.BANK, "--keys", keyFile.toString()));
    for (String service : List.of("consent", "vault", "bureau", "audit")) {
      line.addAll(List.of("--" + service + "-url", server.url() + "/" + service));
    }
    if (!Arrays.asList(more).contains("--client")) {
      line.addAll(List.of("--token", "t-1"));
    }
    line.addAll(List.of(more));
    return Run.tally(line.toArray(String[]::new));
  }

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

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
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
  void register_tellsTheEvents() {
    server.answer(
        "/consent/v1/parties/bank-riverside/keys", 201, "{\"eventId\":\"e-1\",\"index\":1}");

    Run run = party("register");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("signing")).contains("e-1");
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
  void resolve_withTheClientsSecretFromAFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    server.answer("/token", 200, "{\"access_token\":\"t-2\",\"expires_in\":300}");
    server.answer("/vault/v1/subjects:resolve", 200, "{\"subjects\":[]}");

    Run run =
        party(
            "resolve",
            "--client",
            "bank-riverside",
            "--secret-file",
            secret.toString(),
            "--token-url",
            server.url() + "/token",
            "--purpose",
            "LOAN_APPROVAL",
            "PHONE:1");

    assertThat(server.asked("/token")).contains("client_secret=s3cret");
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

    assertThat(run.exitCode()).as("one line was refused").isEqualTo(1);
    assertThat(run.line("signed")).contains("1 records in " + CHUNK);
    assertThat(run.line("line 2")).contains("CATEGORY_PROHIBITED by R21");
    assertThat(Files.readString(receipt)).isEqualTo("{\"index\":1}");
  }

  private Run request(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--bureau",
                PartySamples.BUREAU,
                "--product",
                "prd" + PartySamples.ID,
                "--subject",
                PartySamples.SUBJECT,
                "--consent",
                "con" + PartySamples.ID,
                "--purpose",
                "LOAN_APPROVAL",
                "--object",
                "APPLICATION:A-17",
                "--out",
                folder.resolve("bought").toString()));
    line.addAll(List.of(more));
    return party("request", line.toArray(String[]::new));
  }

  @Test
  void request_keepsTheSealedReportAndItsReceipt() throws Exception {
    server.answer("/bureau/v1/inquiries", 200, sample.answer());

    Run run = request("--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    Path jwe = Path.of(run.json().get("jwe").asText());
    assertThat(Files.readString(jwe)).isEqualTo(sample.jwe());
    assertThat(mode(jwe)).isEqualTo("rw-------");
    assertThat(Files.readAllBytes(Path.of(run.json().get("receipt").asText())))
        .isEqualTo(sample.receipt());
    assertThat(run.json().get("fee").asInt()).isEqualTo(100);
    assertThat(run.json().get("currency").asText()).isEqualTo("CNY");
  }

  @Test
  void request_tellsWhatIsMissingAndWhy() {
    String omitted =
        "{\"code\":\"SEPARATE_CONSENT_MISSING\",\"from\":\"ride-west\",\"ruleId\":\"R10\"}";
    server.answer(
        "/bureau/v1/inquiries",
        200,
        sample.answer().replaceFirst("\\}$", ",\"omitted\":[" + omitted + "]}"));

    Run run = request("--json");

    assertThat(run.json().at("/omitted/0/code").asText())
        .as(run.out())
        .isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(run.json().at("/omitted/0/from").asText()).isEqualTo("ride-west");
  }

  @Test
  void request_aRefusalDoesNotHold() {
    server.answer(
        "/bureau/v1/inquiries",
        403,
        "{\"code\":\"QUERY_CONSENT_MISSING\",\"ruleId\":\"R24\",\"auditEventId\":\"e-9\"}");

    Run run = request("--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().get("code").asText()).isEqualTo("QUERY_CONSENT_MISSING");
    assertThat(run.json().get("ruleId").asText()).isEqualTo("R24");
    assertThat(run.json().get("auditEventId").asText()).isEqualTo("e-9");
  }

  @Test
  void request_anOutageRefutesNothing() {
    server.answer("/bureau/v1/inquiries", 503, "{\"code\":\"AUDIT_UNAVAILABLE\"}");

    assertThat(request().exitCode()).isEqualTo(2);
  }

  @Test
  void request_whatCannotBeAskedForIsWrongUsage() {
    Run run = request("--category", "no code");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("categories");
    assertThat(server.asked("/bureau/v1/inquiries")).isEmpty();
  }

  @Test
  void request_aQuoteBuysNothing() {
    server.answer("/bureau/v1/inquiries:quote", 200, "{\"fee\":{\"amount\":100}}");

    Run run = request("--quote", "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().at("/quote/fee/amount").asInt()).isEqualTo(100);
    assertThat(server.asked("/bureau/v1/inquiries")).isEmpty();
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
