package dev.tallystick.vault.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.Payload;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a party holds leaves it with a permit and an entry of the log, or does not open (R28). */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class HandoverTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonObject REPORT = JsonObject.builder().put("score", 615).build();

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PartyDesk bank;
  private PartyDesk bureau;
  private String subject;
  private String parent;

  /** What a party has sealed, and both statements about it. */
  private record Sealed(String jwe, HandoverRequest request, SellerStatement half) {}

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    bank = new PartyDesk("bank-riverside", "lender", consent);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    subject = bureau.subject(PartyDesk.idCard());
    parent = EventId.draw(TestClock.get().millis(), RANDOM).toString();
  }

  private Sealed seal(String from, String to, String purpose, List<String> parents) {
    long now = TestClock.get().millis();
    EventId event = EventId.draw(now, RANDOM);
    String release = TypedId.draw("rel", now, RANDOM);
    EncryptionKey key = consent.keysOf(to).decryptionKey().encryptionKey();
    Payload payload = Payload.ofReport(release, REPORT, RANDOM);
    String jwe = Jwe.seal(payload.plaintext(), key, release, event.toString());
    Claims claims = new PartyDesk(from, "lender", consent).claims();
    boolean processed = purpose.equals("PROCESSING");
    HandoverRequest request =
        new HandoverRequest(
            claims,
            subject,
            to,
            purpose,
            processed ? Optional.of(new PurposeReference("INSTRUCTION", "I-1")) : Optional.empty(),
            List.of("SHOPPING.AGGREGATE"),
            parents,
            new HandoverRequest.Sealed(
                event.toString(),
                release,
                1,
                Hash.sha256(new byte[] {1}),
                payload.digest(),
                Payload.jweDigest(jwe),
                key.keyId()));
    SellerStatement half =
        new SellerStatement(
            Claims.lasting(from, to, TestClock.get().instant(), RANDOM),
            release,
            subject,
            to,
            Optional.empty(),
            payload.digest(),
            Payload.jweDigest(jwe),
            Optional.empty());
    return new Sealed(jwe, request, half);
  }

  private Sealed passedOn() {
    return seal("bank-riverside", "bank-harbour", "LOAN_APPROVAL", List.of(parent));
  }

  private static Response post(PartyDesk desk, String request, String half) {
    return desk.post("/v1/handovers", Map.of("request", request, "sellerSignature", half));
  }

  private static Response post(PartyDesk desk, Sealed sealed) {
    return post(desk, desk.sign(sealed.request()), desk.sign(sealed.half()));
  }

  private OpenedPayload open(String from, String to, Sealed sealed, JsonObject answer)
      throws Exception {
    return ReceivedRelease.open(
        sealed.jwe(),
        CanonicalJson.messageBytes(answer.getObject("receipt")),
        DecryptionKeys.of(consent.keysOf(to).decryptionKey()),
        NoteVerifier.parse(log.vkey()),
        ExpectedRelease.of(subject, to)
            .withSeller(VerificationKeys.of(consent.keysOf(from).signingKey().verificationKey())));
  }

  private List<ScriptedEvent> released() {
    return log.entries("data.released").stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(subject)))
        .toList();
  }

  @Test
  void r28_reportPassedOnWithAConsent_isLoggedWithItsParentAndOpensAtTheThirdParty()
      throws Exception {
    Sealed sealed = passedOn();
    String request = bank.sign(sealed.request());
    String half = bank.sign(sealed.half());

    Response answer = post(bank, request, half);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    JsonObject json = PartyDesk.parse(answer.asString());
    OpenedPayload opened = open("bank-riverside", "bank-harbour", sealed, json);
    assertThat(opened.payload().report()).contains(REPORT);
    JsonObject data = released().get(0).event().data();
    assertThat(data.getString("step")).isEqualTo("ONWARD");
    assertThat(data.getArray("parents")).isEqualTo(JsonArray.ofStrings(List.of(parent)));
    assertThat(data.getString("request")).isEqualTo(request);
    JsonObject asked = consent.asked().get(0);
    assertThat(asked.getString("step")).isEqualTo("ONWARD");
    assertThat(asked.getString("caller")).isEqualTo("bank-riverside");
    assertThat(asked.getString("requestType")).isEqualTo("handover+jws");

    Response again = post(bank, request, half);
    assertThat(PartyDesk.parse(again.asString()).getInteger("index"))
        .as("the answer that got lost")
        .isEqualTo(json.getInteger("index"));
    assertThat(released()).hasSize(1);
  }

  /** Without its parent it is no passing on of anything, and judged by the edge between lenders. */
  @Test
  void r28_reportWithoutItsParent_isJudgedAsAnyOtherRelease() {
    consent.deny("bank-riverside", "ONWARD_PROVISION_PROHIBITED", "R28", 403);

    Response refused =
        post(bank, seal("bank-riverside", "bank-harbour", "LOAN_APPROVAL", List.of()));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("ONWARD_PROVISION_PROHIBITED");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R28");
    assertThat(consent.asked().get(0).getString("step")).isEqualTo("RELEASE");
    assertThat(released()).isEmpty();
  }

  @Test
  void r28_moreThanThePermitCovers_isNotLogged() {
    consent.withhold("SHOPPING.AGGREGATE");

    Response refused = post(bank, passedOn());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("HANDOVER_BEYOND_PERMIT");
    assertThat(released()).isEmpty();
  }

  @Test
  void handover_ofAnother_orWithAnotherHalf_orToAKeyOfOld_isRefused() {
    Sealed sealed = passedOn();
    Response others = post(bureau, bank.sign(sealed.request()), bank.sign(sealed.half()));
    assertThat(others.jsonPath().getString("code")).isEqualTo("REQUEST_PARTY_MISMATCH");
    Response half = post(bank, bank.sign(sealed.request()), bank.sign(passedOn().half()));
    assertThat(half.jsonPath().getString("code")).isEqualTo("HANDOVER_HALF_DIFFERS");
    assertThat(half.jsonPath().getString("field")).isEqualTo("sellerSignature");
    consent.replaceKeys("bank-harbour");
    Response old = post(bank, sealed);
    assertThat(old.statusCode()).isEqualTo(409);
    assertThat(old.jsonPath().getString("code")).isEqualTo("HANDOVER_KEY_DIFFERS");
    assertThat(released()).isEmpty();
  }

  /** A closing bureau, and a processor: the edges that the vault's own records do not take. */
  @Test
  void r09_r31_bureauThatClosesAndProcessor_getTheirsTheSameWay() throws Exception {
    Sealed exit = seal("bureau-north", "bureau-south", "CREDIT_REPORTING_SUPPLY", List.of());
    Response handedOver = post(bureau, exit);
    assertThat(handedOver.statusCode()).as(handedOver.asString()).isEqualTo(200);
    OpenedPayload unused =
        open("bureau-north", "bureau-south", exit, PartyDesk.parse(handedOver.asString()));

    Sealed work = seal("bank-riverside", "data-cloud", "PROCESSING", List.of(parent));
    assertThat(post(bank, work).statusCode()).isEqualTo(200);

    assertThat(consent.asked())
        .extracting(asked -> asked.getString("step"))
        .containsExactly("RELEASE", "RELEASE");
    assertThat(consent.asked().get(1).getObject("purposeObject").getString("ref")).isEqualTo("I-1");
    assertThat(released().get(1).event().data().getObject("purposeObject").getString("kind"))
        .isEqualTo("INSTRUCTION");
  }

  @Test
  void handover_whileTheLogIsAway_doesNotLeave() {
    log.faults().goAway(true);
    Response away;
    try {
      away = post(bank, passedOn());
    } finally {
      log.faults().goAway(false);
    }
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.jsonPath().getString("code")).isEqualTo("AUDIT_UNAVAILABLE");
    assertThat(released()).isEmpty();
  }
}
