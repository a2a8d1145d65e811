package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartyClientTest {
  private static final PartyKeys KEYS = PartyKeys.draw();
  private static final VerificationKeys TRUSTED =
      VerificationKeys.of(KEYS.publicKeys().verificationKey());
  private static final InstantSource CLOCK = InstantSource.fixed(SampleStatements.NOW);
  private static final String AGREEMENT = "agr_" + SampleStatements.UUID;
  private static final String CHUNK = "chk_" + SampleStatements.UUID;
  private static final String IMPORT = "/vault/v1/records:import?agreement=" + AGREEMENT;
  private static final String SALT = "A".repeat(43);
  private static final NoteVerifier LOG = NoteVerifier.of(SampleRelease.LOG.verifierKey());

  private SampleServices services;
  private PartyClient client;

  @BeforeEach
  void start() throws IOException {
    services = new SampleServices();
    services.answer("/token", 200, "{\"access_token\":\"t-1\",\"expires_in\":300}");
    HttpClient http = HttpClient.newHttpClient();
    AccessTokens tokens =
        PartyTokens.of(
            http,
            services.uri("/token"),
            "bank-riverside",
            ClientKey.draw(),
            services.endpoints(),
            CLOCK);
    client =
        new PartyClient(
            "bank-riverside",
            KEYS,
            new PartyServices(services.endpoints(), new ApiClient(http, tokens)),
            CLOCK,
            new Random(1));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  private static Expected expected(String audience) {
    return new Expected("bank-riverside", audience, SampleStatements.NOW);
  }

  private static String text(JsonObject json) {
    return new String(CanonicalJson.messageBytes(json), UTF_8);
  }

  @Test
  void calls_bearATokenThatIsAskedForOnce() throws Exception {
    services.answer("/consent/v1/parties/bureau-north", 200, "{\"keys\":[]}");

    client.signingKeys("bureau-north");
    client.signingKeys("bureau-north");

    assertThat(services.asked().stream().map(SampleServices.Asked::path))
        .containsExactly(
            "/token", "/consent/v1/parties/bureau-north", "/consent/v1/parties/bureau-north");
    assertThat(services.asked().get(0).body())
        .contains("client_assertion=", "scope=call-consent-service")
        .doesNotContain("client_secret");
    assertThat(services.only().token()).isEqualTo("DPoP t-1");
  }

  @Test
  void resolve_sendsIdentifiersBesideTheStatement() throws Exception {
    services.answer(
        "/vault/v1/subjects:resolve",
        200,
        "{\"subjects\":[{\"subject\":\"" + SampleStatements.SUBJECT + "\"}]}");

    List<String> subjects =
        client.resolve("LOAN_APPROVAL", List.of(Identifier.of("PHONE", "+86 555 0101")));

    assertThat(subjects).containsExactly(SampleStatements.SUBJECT);
    JsonObject body = services.only().json();
    String statement = body.getString("statement");
    assertThat(ResolveRequest.verify(statement, TRUSTED, expected("data-vault")).purpose())
        .isEqualTo("LOAN_APPROVAL");
    assertThat(body.getArray("identifiers").get(0))
        .isEqualTo(Identifier.of("PHONE", "+86 555 0101").toJson());
  }

  @Test
  void resolve_fewerAnswersThanPeopleAreRefused() {
    services.answer("/vault/v1/subjects:resolve", 200, "{\"subjects\":[]}");

    assertThatThrownBy(() -> client.resolve("LOAN_APPROVAL", List.of(Identifier.of("PHONE", "1"))))
        .isInstanceOf(MalformedAnswerException.class);
  }

  private void answerImport(Hash root) {
    services.answer(
        IMPORT,
        200,
        """
        {"line":1,"result":"STORED","record":"rec_1","salt":"%s"}
        {"line":2,"result":"REFUSED","code":"CATEGORY_PROHIBITED","ruleId":"R21"}
        {"chunk":"%s","count":1,"root":"%s","signBy":"2026-03-02T01:50:00.000Z"}
        """
            .formatted(SALT, CHUNK, root.hex()));
    services.answer("/vault/v1/chunks/" + CHUNK + "/signature", 201, "{\"receipt\":{}}");
  }

  @Test
  void deposit_signsTheRootOfWhatWasStored() throws Exception {
    JsonObject line = PayloadTest.record(1);
    Hash root = RecordDigests.root(List.of(RecordDigests.ofReleased(line)));
    answerImport(root);

    Deposit deposit = client.deposit(AGREEMENT, List.of(line, JsonObject.EMPTY));

    assertThat(deposit.records()).containsExactly("rec_1");
    assertThat(deposit.refused().get(0).getString("ruleId")).isEqualTo("R21");
    DepositStatement statement =
        DepositStatement.verify(
            services.only().json().getString("statement"), TRUSTED, expected("data-vault"));
    assertThat(statement.root()).isEqualTo(root);
    assertThat(statement.count()).isEqualTo(1);
  }

  @Test
  void deposit_signsNothingWhenTheVaultHasStoredSomethingElse() {
    answerImport(Hash.sha256());

    assertThatThrownBy(
            () -> client.deposit(AGREEMENT, List.of(PayloadTest.record(1), JsonObject.EMPTY)))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("root");

    assertThat(services.only().path()).isEqualTo(IMPORT);
  }

  @Test
  void inquire_aRefusalTellsCodeRuleAndEntry() {
    services.answer(
        "/bureau/v1/inquiries",
        403,
        "{\"code\":\"QUERY_CONSENT_MISSING\",\"ruleId\":\"R24\",\"auditEventId\":\"x\",\"status\":403}");

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> client.inquire(SampleStatements.inquiry()));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("QUERY_CONSENT_MISSING");
    assertThat(refused.ruleId()).contains("R24");
    assertThat(refused.auditEventId()).contains("x");
  }

  @Test
  void inquire_anAnswerWithoutAReceiptIsRefused() {
    services.answer(
        "/bureau/v1/inquiries",
        200,
        "{\"release\":\"r\",\"eventId\":\"e\",\"index\":1,\"jwe\":\"j\"}");

    assertThatThrownBy(() -> client.inquire(SampleStatements.inquiry()))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("lacks receipt");
  }

  @Test
  void acknowledge_citesThePublishedCheckpoint() throws Exception {
    Checkpoint checkpoint =
        new Checkpoint(SampleRelease.LOG.verifierKey().name(), 7, SampleStatements.HASH);
    services.answer(
        "/audit/log/checkpoint",
        200,
        SignedNote.sign(checkpoint.body(), SampleRelease.LOG.signer()).toString());
    services.answer("/audit/v1/acknowledgements", 201, "{}");

    client.acknowledge(new SampleRelease().open(), LOG);

    Acknowledgement half =
        Acknowledgement.verify(
            services.only().json().getString("acknowledgement"),
            TRUSTED,
            expected("audit-service"));
    assertThat(half.checkpoint()).isEqualTo(new SeenCheckpoint(7, SampleStatements.HASH));
    assertThat(half.release()).isEqualTo(SampleRelease.EVENT.toString());
  }

  @Test
  void acknowledge_waitsForTheQuorumOfItsOwnPolicyAndForThatOfTheLog() throws Exception {
    CosignerKey witness = CosignerKey.fromSeed("quay.example/witness", new byte[32]);
    Policy policy =
        Policy.parse(
            "log %s\nwitness quay %s\nquorum quay\n"
                .formatted(SampleRelease.LOG.verifierKey(), witness.verifierKey())
                .getBytes(UTF_8));
    Checkpoint checkpoint =
        new Checkpoint(SampleRelease.LOG.verifierKey().name(), 7, SampleStatements.HASH);
    SignedNote signed = SignedNote.sign(checkpoint.body(), SampleRelease.LOG.signer());
    SignedNote cosigned =
        signed.withSignatures(List.of(witness.cosigner().cosign(checkpoint, 1_772_415_600)));
    services.answerOnce("/audit/log/checkpoint", 200, signed.toString());
    services.answer("/audit/log/checkpoint", 200, cosigned.toString());
    services.answerOnce(
        "/audit/v1/acknowledgements", 409, "{\"code\":\"CHECKPOINT_NOT_WITNESSED\"}");
    services.answer("/audit/v1/acknowledgements", 201, "{}");

    client.acknowledge(new SampleRelease().open(), policy);

    assertThat(
            services.asked().stream()
                .map(SampleServices.Asked::path)
                .filter(path -> path.startsWith("/audit")))
        .containsExactly(
            "/audit/log/checkpoint",
            "/audit/log/checkpoint",
            "/audit/v1/acknowledgements",
            "/audit/log/checkpoint",
            "/audit/v1/acknowledgements");
  }

  @Test
  void acknowledge_aCheckpointThatTheLogHasNotSignedIsRefused() throws Exception {
    services.answer("/audit/log/checkpoint", 200, "tallystick.example/0a1b2c3d\n7\nAA==\n");
    OpenedPayload opened = new SampleRelease().open();

    assertThatThrownBy(() -> client.acknowledge(opened, LOG))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void open_verifiesTheSellersHalfByItsRegisteredKey() throws Exception {
    SampleRelease release = new SampleRelease();
    JsonObject key =
        JsonObject.builder()
            .put("use", "SIGN")
            .put("jwk", PublicJwk.of(SampleStatements.key(9).verificationKey()))
            .build();
    services.answer(
        "/consent/v1/parties/bureau-north",
        200,
        text(JsonObject.builder().put("keys", JsonArray.of(List.of(key))).build()));
    Delivery delivery =
        Delivery.of(
            JsonObject.builder()
                .put("release", SampleRelease.RELEASE)
                .put("eventId", SampleRelease.EVENT.toString())
                .put("index", 1)
                .put("jwe", release.jwe)
                .put("receipt", (JsonObject) CanonicalJson.parseMessage(release.receipt()))
                .build());
    ExpectedRelease expected =
        ExpectedRelease.of(SampleStatements.SUBJECT, "bank-riverside")
            .withSeller(client.signingKeys("bureau-north"));

    InvalidReleaseException refused =
        catchThrowableOfType(
            InvalidReleaseException.class,
            () -> delivery.open(DecryptionKeys.of(SampleRelease.KEY), LOG, expected));

    assertThat(refused.flaw()).isEqualTo(ReleaseFlaw.SELLER_SIGNATURE_INVALID);
  }

  /** The recipient opens it with the bank's half; nothing of it went through the services. */
  @Test
  void passOn_sealsTheReportToTheOtherLender_andAsksBeforeItIsSent() throws Exception {
    SampleRelease bought = new SampleRelease();
    OpenedPayload opened =
        ReceivedRelease.open(
            bought.jwe,
            bought.receipt(),
            DecryptionKeys.of(SampleRelease.KEY),
            LOG,
            ExpectedRelease.of(SampleStatements.SUBJECT, SampleRelease.BANK));
    PartyKeys others = PartyKeys.draw();
    JsonObject key =
        JsonObject.builder()
            .put("use", "ENCRYPT")
            .put("thumbprint", others.publicKeys().encryptionKey().keyId())
            .put("jwk", PublicJwk.of(others.publicKeys().encryptionKey()))
            .put("validFrom", "2020-01-01T00:00:00.000Z")
            .put("validTo", "2099-01-01T00:00:00.000Z")
            .build();
    services.answer(
        "/consent/v1/parties/bank-harbour",
        200,
        text(
            JsonObject.builder()
                .put("party", "bank-harbour")
                .put("keys", JsonArray.of(List.of(key)))
                .build()));
    services.answer("/vault/v1/handovers", 200, "{\"index\":7,\"receipt\":{\"r\":1}}");

    Delivery delivery = client.passOn(opened, "bank-harbour", "LOAN_APPROVAL");

    JsonObject asked = services.only().json();
    HandoverRequest request =
        HandoverRequest.verify(asked.getString("request"), TRUSTED, expected("data-vault"));
    assertThat(request.parents()).containsExactly(SampleRelease.EVENT.toString());
    assertThat(request.categories()).containsExactly("PAYMENT.SUMMARY");
    SellerStatement half =
        SellerStatement.verify(
            asked.getString("sellerSignature"), TRUSTED, expected("bank-harbour"));
    assertThat(request.isOf(half)).isTrue();
    assertThat(delivery.index()).isEqualTo(7);
    assertThat(request.sealed().jweDigest()).isEqualTo(Payload.jweDigest(delivery.jwe()));
    Payload sent =
        Payload.parse(
            dev.tallystick.keys.Jwe.open(delivery.jwe(), DecryptionKeys.of(others.decryptionKey()))
                .plaintext());
    assertThat(sent.report()).isEqualTo(opened.payload().report());
    assertThat(services.only().body()).doesNotContain(delivery.jwe());
  }
}
