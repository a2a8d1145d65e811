package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases as a bureau, and those who may not, meet them. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseTest {
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private ReleaseScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    rows = new Rows(database);
    scene = ReleaseScene.set(consent);
  }

  @Test
  void release_ofTwoPlatforms_isOneEntryEachAndOpensAtTheBureau() throws Exception {
    Response response =
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    JsonObject answer = PartyDesk.parse(response.asString());
    List<JsonObject> releases =
        answer.getArray("releases").items().stream().map(JsonObject.class::cast).toList();
    assertThat(releases)
        .extracting(release -> release.getString("from"))
        .containsExactly("mall-east", "ride-west");
    OpenedPayload opened = open(releases.get(0));
    JsonObject record = opened.payload().records().get(0);
    assertThat(opened.payload().records()).hasSize(1);
    assertThat(record.getString("category")).isEqualTo("SHOPPING.AGGREGATE");
    assertThat(record.getObject("fields").getString("band")).isEqualTo("B3");
    assertThat(record.getString("record")).startsWith("rec_");
    assertThat(open(releases.get(1)).payload().records()).hasSize(1);
    assertThat(answer.has("omitted")).isFalse();
  }

  /** A pack may ask for no consent; the permit then names none. */
  @Test
  void release_thatThePackOpensByLaw_isLoggedWithoutConsents() throws Exception {
    consent.forge(ReleaseTest::withoutConsents);

    Response response = scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE"));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<ScriptedEvent> logged = log.entries("data.released");
    assertThat(logged.get(logged.size() - 1).event().data().has("consents")).isFalse();
  }

  private static JsonObject withoutConsents(JsonObject claims) {
    JsonObject.Builder less = JsonObject.builder();
    claims.forEach(
        (name, value) -> {
          if (!name.equals("consents")) {
            less.put(name, value);
          }
        });
    return less.build();
  }

  private OpenedPayload open(JsonObject release)
      throws InvalidReleaseException, MalformedNoteKeyException {
    return ReceivedRelease.open(
        release.getString("jwe"),
        CanonicalJson.messageBytes(release.getObject("receipt")),
        DecryptionKeys.of(consent.keysOf("bureau-north").decryptionKey()),
        NoteVerifier.parse(log.vkey()),
        ExpectedRelease.of(scene.subject(), "bureau-north"));
  }

  @Test
  void release_entry_hidesTheEndUserFromThePlatform() {
    assertOk(scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")));

    ScriptedEvent entry = ReleaseScene.lastReleased(log);
    String body = CanonicalJson.text(entry.event().body().toJson());
    JsonObject internal = entry.event().internal().orElseThrow();
    assertThat(body).doesNotContain("bank-riverside", PartyDesk.INQUIRY, "mall-east");
    assertThat(internal.getString("endUser")).isEqualTo("bank-riverside");
    assertThat(internal.getString("inquiry")).isEqualTo(PartyDesk.INQUIRY);
    assertThat(internal.has("request")).isTrue();
    assertThat(internal.has("decision")).isTrue();
    assertThat(entry.event().stub().labels())
        .contains(
            EventLabels.ofSubject(scene.subject()),
            EventLabels.ofParty("ride-west"),
            EventLabels.ofParty("bureau-north"));
  }

  @Test
  void release_ofADeniedPlatform_standsInOmitted() {
    consent.deny("ride-west", "SEPARATE_CONSENT_MISSING", "R10", 403);

    Response response =
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"));

    assertOk(response);
    assertThat(response.<Object>path("releases.size()")).isEqualTo(1);
    assertThat(response.<Object>path("omitted[0].from")).isEqualTo("ride-west");
    assertThat(response.<Object>path("omitted[0].ruleId")).isEqualTo("R10");
    assertThat(response.<Object>path("omitted[0].auditIndex")).isEqualTo(17);
  }

  @Test
  void release_allDenied_isTheFirstRefusalWithAll() {
    consent.deny("mall-east", "SEPARATE_CONSENT_MISSING", "R10", 403);
    consent.deny("ride-west", "CONSENT_WITHDRAWN", "R16", 403);
    int before = log.entries("data.released").size();
    String key = key();
    String request = scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

    Response response = scene.bureau().postRelease(key, request);
    Response again = scene.bureau().postRelease(key, request);

    assertRefused(response, 403, "SEPARATE_CONSENT_MISSING");
    assertThat(response.contentType()).isEqualTo("application/problem+json");
    assertThat(response.<Object>path("ruleId")).isEqualTo("R10");
    assertThat(response.<Object>path("auditIndex")).isEqualTo(17);
    assertThat(response.<Object>path("omitted[1].code")).isEqualTo("CONSENT_WITHDRAWN");
    assertThat(again.asString()).isEqualTo(response.asString());
    assertThat(log.entries("data.released")).hasSize(before);
  }

  @Test
  void release_ofNothing_isEmptyAndAsksNobody() {
    Response response = scene.bureau().postRelease(key(), scene.request("LOAN.PERFORMANCE"));

    assertOk(response);
    assertThat(response.asString()).isEqualTo("{\"releases\":[]}");
    assertThat(consent.asked()).isEmpty();
  }

  @Test
  void release_ofAnUnsignedChunk_doesNotSeeItsRecords() {
    new PartyDesk("pay-south", "platform", consent)
        .importLines(line(scene.person(), "PAYMENT.SUMMARY", ""));

    assertThat(scene.bureau().postRelease(key(), scene.request("PAYMENT.SUMMARY")).asString())
        .isEqualTo("{\"releases\":[]}");
  }

  @Test
  void directSale_isJudgedAndRefusedWhateverItIsCalled() {
    PartyDesk mall = new PartyDesk("mall-east", "platform", consent);
    consent.deny("mall-east", "DIRECT_PROVISION_PROHIBITED", "R01", 403);
    String request =
        mall.sign(
            ReleaseRequest.direct(
                mall.claims(),
                scene.subject(),
                "bank-riverside",
                "LOAN_APPROVAL",
                List.of("SHOPPING.AGGREGATE"),
                "tech service"));

    Response response = mall.postRelease(key(), request);

    assertRefused(response, 403, "DIRECT_PROVISION_PROHIBITED");
    JsonObject question = consent.asked().get(0);
    assertThat(question.getString("step")).isEqualTo("RELEASE");
    assertThat(question.getString("to")).isEqualTo("bank-riverside");
    assertThat(question.getString("label")).isEqualTo("tech service");
  }

  @Test
  void directSale_evenWhenPermitted_isNotCarriedOut() {
    PartyDesk mall = new PartyDesk("mall-east", "platform", consent);
    int before = log.entries("data.released").size();
    String request =
        mall.sign(
            ReleaseRequest.direct(
                mall.claims(),
                scene.subject(),
                "bank-riverside",
                "LOAN_APPROVAL",
                List.of("SHOPPING.AGGREGATE"),
                "profile"));

    assertRefused(mall.postRelease(key(), request), 422, "RELEASE_NOT_OFFERED");
    assertThat(log.entries("data.released")).hasSize(before);
  }

  @Test
  void request_bySomebodyElse_orChanged_isRefused() {
    PartyDesk lender = new PartyDesk("bank-riverside", "lender", consent);
    String request = scene.request("TRAVEL.AGGREGATE");
    long requests = rows.count("release_request");

    assertRefused(lender.postRelease(key(), request), 403, "REQUEST_PARTY_MISMATCH");
    assertRefused(
        scene.bureau().postRelease(key(), request.substring(0, request.length() - 4) + "AAAA"),
        403,
        "REQUEST_SIGNATURE_INVALID");
    assertRefused(scene.bureau().postRelease(key(), "no.jws"), 422, "REQUEST_MALFORMED");
    assertThat(rows.count("release_request")).isEqualTo(requests);
  }

  static void assertOk(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  static void assertRefused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<Object>path("code")).isEqualTo(code);
  }
}
