package dev.tallystick.vault.link;

import static dev.tallystick.vault.link.LinkScene.get;
import static dev.tallystick.vault.link.LinkScene.post;
import static dev.tallystick.vault.link.LinkScene.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ClaimId;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.IdentityClaimStatement;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two identifiers are one person's when the person has proved both, and until they say no. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class LinkClaimTest {
  private static final String CONFIRM = "/v1/me/identity-claims/{id}/confirmation";
  private static final String DISPUTE = "/v1/me/identity-claims/{id}/dispute";
  private static final String UNLINK = "/v1/me/identity-claims/{id}/unlinking";
  private static final Map<String, String> WRONG = Map.of("reason", "WRONG_PERSON");

  @Inject DataSource database;
  @Inject ClosedClaimProjection closed;
  @Inject EventFactory factory;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private LinkScene scene;
  private Rows rows;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new LinkScene(log, consent);
    rows = new Rows(database);
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }

  private static String code(Response refused) {
    return refused.statusCode() + " " + refused.path("code");
  }

  /** Every way in which what is kept under one token could be had with the other. */
  private long followed() {
    return Long.parseLong(
        rows.one(
            "select coalesce(max(log_index), -1) from follower_position"
                + " where follower = 'closed-claims'"));
  }

  private void assertApart() {
    assertThat(records(scene.both())).containsExactly(scene.cardRecord);
    assertThat(records(scene.numberOnly())).containsExactly(scene.shopRecord);
    assertThat(get(scene.both(), "/v1/me/deposits").jsonPath().getList("deposits.record"))
        .containsExactly(scene.cardRecord);
    assertThat(post(scene.both(), "/v1/me/exports", Map.of()).asString())
        .contains(scene.cardRecord)
        .doesNotContain(scene.shopRecord);
    assertThat(
            post(
                    scene.both(),
                    "/v1/me/records/{id}/statement",
                    Map.of("text", "mine"),
                    scene.shopRecord)
                .statusCode())
        .isEqualTo(404);
    assertThat(
            post(
                    scene.both(),
                    "/v1/me/records/{id}/restriction",
                    Map.of("restricted", true),
                    scene.shopRecord)
                .statusCode())
        .isEqualTo(404);
    assertThat(
            code(
                post(
                    scene.both(),
                    "/v1/me/objections",
                    Map.of("records", List.of(scene.shopRecord), "statement", "not mine"))))
        .isEqualTo("404 RECORD_UNKNOWN");
    assertThat(code(erase(scene.both(), Map.of("provider", "mall-east"))))
        .isEqualTo("404 NOTHING_TO_ERASE");
    assertThat(scene.released(scene.person)).containsExactly(scene.cardRecord);
    assertThat(scene.released(scene.customer)).containsExactly(scene.shopRecord);
  }

  @Test
  void claim_isFiledUnderBothTokens_andNamesNeitherToTheOthersHolder() {
    String claim = scene.claim();

    List<ScriptedEvent> claimed = scene.logged("identity.claimed");
    assertThat(claimed).hasSize(2);
    for (ScriptedEvent entry : claimed) {
      boolean ofCustomer = entry.event().subject().orElseThrow().equals(scene.customer);
      JsonObject data = entry.event().data();
      assertThat(data.getString("claim")).isEqualTo(claim);
      assertThat(data.getString("scheme")).isEqualTo(ofCustomer ? "CUSTOMER_NO" : "ID_CARD");
      assertThat(data.getString("other")).isEqualTo(ofCustomer ? "ID_CARD" : "CUSTOMER_NO");
      assertThat(CanonicalJson.text(data))
          .doesNotContain(scene.person, scene.customer, scene.number, scene.card);
      String other = ofCustomer ? scene.person : scene.customer;
      assertThat(entry.event().stub().labels()).doesNotContain(EventLabels.ofSubject(other));
    }
    for (String holder : List.of(scene.cardOnly(), scene.numberOnly())) {
      String shown = get(holder, "/v1/me/identity-claims").asString();
      assertThat(shown)
          .contains(claim, LinkScene.EVIDENCE, "\"proved\":false")
          .doesNotContain(scene.person, scene.customer, scene.number, scene.card);
    }
    assertThat(scene.claim()).as("the same again").isEqualTo(claim);
    assertThat(scene.logged("identity.claimed")).hasSize(2);
  }

  @Test
  void claim_opensNothing() {
    String unused = scene.claim();

    assertApart();
  }

  @Test
  void claim_isAboutTheIdentifiersThatWereSigned_ofAPlatformItself() {
    byte[] salt = new byte[IdentityClaimStatement.SALT_LENGTH];
    Hash another =
        IdentityClaimStatement.commitment(salt, scene.number, "ID_CARD", PartyDesk.idCard());

    assertThat(code(scene.postClaim(scene.mall, another, salt, scene.card)))
        .isEqualTo("422 CLAIM_MISMATCH");
    assertThat(
            scene
                .mall
                .postAsClerk("clerk-1", "/v1/identity-claims", Map.of("claims", List.of(1)))
                .statusCode())
        .isIn(400, 403);
    assertThat(scene.claimOf(scene.bureau, scene.card).statusCode()).isEqualTo(403);
    assertThat(scene.logged("identity.claimed")).isEmpty();
  }

  @Test
  void claim_ofAnotherPlatformsNumber_isAboutItsOwnNumberOfThatSpelling() {
    String claim = scene.claimOf(scene.ride, scene.card).path("claims[0]");

    assertThat(code(post(scene.both(), CONFIRM, Map.of(), claim)))
        .isEqualTo("403 IDENTIFIER_NOT_PROVED");
    assertThat(code(post(scene.numberOnly(), DISPUTE, Map.of(), claim)))
        .isEqualTo("404 CLAIM_UNKNOWN");
  }

  @Test
  void confirm_needsAFreshLogInThatHasProvedBoth() {
    String claim = scene.claim();
    String stale = scene.both(TestClock.get().instant().minusSeconds(901));
    String stranger = new CitizenDesk(scene.bureau.subject(PartyDesk.idCard())).token();

    assertThat(code(post(stale, CONFIRM, Map.of(), claim))).isEqualTo("403 IDENTITY_NOT_VERIFIED");
    for (String half : List.of(scene.cardOnly(), scene.numberOnly())) {
      assertThat(code(post(half, CONFIRM, Map.of(), claim))).isEqualTo("403 IDENTIFIER_NOT_PROVED");
    }
    for (String what : List.of(CONFIRM, DISPUTE)) {
      assertThat(code(post(stranger, what, Map.of(), claim))).isEqualTo("404 CLAIM_UNKNOWN");
    }
    assertThat(code(post(stranger, UNLINK, WRONG, claim))).isEqualTo("404 CLAIM_UNKNOWN");
    assertThat(scene.logged("identity.linked")).isEmpty();
    assertApart();
  }

  @Test
  void confirmed_theTwoAreOnePerson() {
    String claim = scene.link();

    JsonObject linked = scene.logged("identity.linked").get(0).event().data();
    assertThat(linked.getString("claim")).isEqualTo(claim);
    assertThat(linked.getString("linked")).isEqualTo(scene.customer);
    for (String token : List.of(scene.cardOnly(), scene.numberOnly())) {
      assertThat(records(token)).containsExactlyInAnyOrder(scene.cardRecord, scene.shopRecord);
      assertThat(post(token, "/v1/me/exports", Map.of()).asString())
          .contains(scene.cardRecord, scene.shopRecord);
      assertThat(get(token, "/v1/me/deposits").jsonPath().getList("deposits.record")).hasSize(2);
    }
    post(
            scene.cardOnly(),
            "/v1/me/records/{id}/statement",
            Map.of("text", "mine"),
            scene.shopRecord)
        .then()
        .statusCode(204);
    assertThat(scene.logged("record.annotated").get(0).event().subject()).contains(scene.customer);
    post(
            scene.cardOnly(),
            "/v1/me/objections",
            Map.of("records", List.of(scene.shopRecord), "statement", "too high"))
        .then()
        .statusCode(201);
    assertThat(get(scene.numberOnly(), "/v1/me/objections").jsonPath().getList("objections"))
        .hasSize(1);
    for (String token : List.of(scene.person, scene.customer)) {
      assertThat(scene.released(token))
          .containsExactlyInAnyOrder(scene.cardRecord, scene.shopRecord);
    }
    assertThat(post(scene.both(), CONFIRM, Map.of(), claim).statusCode()).isEqualTo(200);
    assertThat(scene.logged("identity.linked")).as("once").hasSize(1);
  }

  @Test
  void release_ofBothTokensRecords_isInBothLists() {
    String unused = scene.link();

    List<String> found = scene.released(scene.person);

    assertThat(found).hasSize(2);
    for (ScriptedEvent entry : scene.logged("data.released")) {
      boolean fromShop = entry.event().data().getString("from").equals("mall-east");
      assertThat(entry.event().subject()).contains(scene.person);
      assertThat(entry.event().stub().labels().contains(EventLabels.ofSubject(scene.customer)))
          .isEqualTo(fromShop);
    }
  }

  @Test
  void unlinked_nothingCrosses_andRecipientsAreTold() {
    String claim = scene.link();
    assertThat(scene.released(scene.person)).hasSize(2);

    // Whoever has either number may: here the holder of the customer number, without the other.
    Response undone = post(scene.numberOnly(), UNLINK, WRONG, claim);

    assertThat(undone.path("state").toString()).isEqualTo("UNLINKED");
    assertThat(undone.asString()).doesNotContain(scene.person, scene.customer);
    assertApart();
    ScriptedEvent unlinked = scene.logged("identity.unlinked").get(0);
    assertThat(unlinked.event().data().getString("reason")).isEqualTo("WRONG_PERSON");
    Rows.await(() -> !scene.logged("downstream.notified").isEmpty());
    assertThat(scene.logged("downstream.notified"))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.event().subject()).contains(scene.customer);
              assertThat(told.event().data().getString("to")).isEqualTo("bureau-north");
              assertThat(told.event().data().getString("change")).isEqualTo("WITHDRAWN");
              assertThat(told.event().data().getString("cause"))
                  .isEqualTo(unlinked.event().id().toString());
            });
    assertThat(code(post(scene.both(), CONFIRM, Map.of(), claim))).isEqualTo("409 CLAIM_CLOSED");
    assertThat(scene.claim()).as("said again").isEqualTo(claim);
  }

  @Test
  void disputed_itIsNotConfirmedAnyMore() {
    String claim = scene.claim();

    assertThat(post(scene.numberOnly(), DISPUTE, Map.of(), claim).path("state").toString())
        .isEqualTo("DISPUTED");

    assertThat(scene.logged("identity.disputed")).hasSize(2);
    assertThat(code(post(scene.both(), CONFIRM, Map.of(), claim))).isEqualTo("409 CLAIM_CLOSED");
    assertThat(code(post(scene.both(), UNLINK, WRONG, claim))).isEqualTo("409 CLAIM_NOT_CONFIRMED");
    assertApart();
  }

  @Test
  void claimant_takesItsClaimBack_andNobodyElseDoes() {
    String claim = scene.link();

    assertThat(scene.ride.post("/v1/identity-claims/{id}/withdrawal", Map.of(), claim).statusCode())
        .isEqualTo(404);
    assertThat(records(scene.both())).hasSize(2);
    scene.mall.post("/v1/identity-claims/{id}/withdrawal", Map.of(), claim).then().statusCode(204);

    assertThat(scene.logged("identity.unlinked").get(0).event().data().getString("reason"))
        .isEqualTo("CLAIM_WITHDRAWN");
    assertApart();
  }

  @Test
  void claim_lapsesAfterThirtyDays() {
    String claim = scene.claim();
    TestClock.get().pass(Duration.ofDays(30));

    assertThat(code(post(scene.both(), CONFIRM, Map.of(), claim))).isEqualTo("410 CLAIM_LAPSED");
    assertThat(get(scene.both(), "/v1/me/identity-claims").jsonPath().getList("claims")).isEmpty();
    assertApart();
    assertThat(scene.claim()).as("claimed anew").isNotEqualTo(claim);
  }

  @Test
  void unlinking_takesEffectAtOnce_whileTheLogIsAway() {
    String claim = scene.link();
    log.faults().goAway(true);

    assertThat(post(scene.cardOnly(), UNLINK, WRONG, claim).path("state").toString())
        .isEqualTo("UNLINKED");
    assertThat(records(scene.cardOnly())).containsExactly(scene.cardRecord);

    log.faults().goAway(false);
    Rows.await(() -> scene.logged("identity.unlinked").size() == 1);
  }

  @Test
  void confirming_whileTheLogIsAway_isRefused() {
    String claim = scene.claim();
    log.faults().goAway(true);
    assertThat(code(post(scene.both(), CONFIRM, Map.of(), claim)))
        .isEqualTo("503 AUDIT_UNAVAILABLE");
    assertThat(rows.one("select state from link_claim where id = ?", claim)).isEqualTo("OPEN");
    assertThat(records(scene.both())).containsExactly(scene.cardRecord);
    log.faults().goAway(false);
    assertApart();
  }

  /** As after a restore from an older backup: the log refuses the link by the claim's guard. */
  @Test
  void confirming_whatTheLogSaysIsDisputed_linksNothing() throws Exception {
    String claim = scene.claim();
    IdentityDisputed disputed =
        new IdentityDisputed(new ClaimId(claim), "mall-east", IdentityDisputed.By.PERSON);
    var unusedEntry =
        log.append(
            factory.create(
                disputed, Optional.of(scene.person), Optional.empty(), Map.of(), List.of()));

    Response confirmed = post(scene.both(), CONFIRM, Map.of(), claim);

    assertThat(confirmed.asString()).doesNotContain("\"LINKED\"");
    assertThat(scene.logged("identity.linked")).isEmpty();
    assertApart();
  }

  /** Asks what would go and confirms it; the answer to the first request if that is refused. */
  private static Response erase(String token, Map<String, String> wish) {
    Map<String, String> body = new HashMap<>(wish);
    body.put("scope", wish.isEmpty() ? "ALL" : "PROVIDER");
    Response told = post(token, "/v1/me/erasures", body);
    if (told.statusCode() != 200) {
      return told;
    }
    body.put("confirm", told.jsonPath().getString("confirm"));
    return post(token, "/v1/me/erasures", body);
  }

  @Test
  void erasure_takesBothTokens_andLeavesNothingOfTheLink() {
    String claim = scene.link();

    Response erased = erase(scene.cardOnly(), Map.of());

    assertThat(erased.statusCode()).as(erased.asString()).isEqualTo(202);
    Rows.await(() -> scene.logged("record.erased").size() == 2);
    assertThat(scene.logged("erasure.started")).hasSize(2);
    for (String token : List.of(scene.person, scene.customer)) {
      for (String table : List.of("record", "data_key", "subject_identifier")) {
        assertThat(rows.one("select count(*) from " + table + " where subject = ?", token))
            .as(table)
            .isEqualTo("0");
      }
      assertThat(rows.one("select count(*) from subject where token = ?", token)).isEqualTo("0");
    }
    assertThat(rows.one("select count(*) from link_claim where id = ?", claim)).isEqualTo("0");
    assertThat(scene.bureau.subject(scene.card)).isNotEqualTo(scene.person);
    assertThat(records(scene.both())).isEmpty();
    assertThat(scene.released(scene.person)).isEmpty();
  }

  @Test
  void erasure_ofOneProvider_reachesItsRecordsUnderTheOtherToken() {
    String unused = scene.link();

    erase(scene.cardOnly(), Map.of("provider", "mall-east")).then().statusCode(202);

    assertThat(records(scene.cardOnly())).containsExactly(scene.cardRecord);
    assertThat(get(scene.cardOnly(), "/v1/me/erasures").jsonPath().getList("erasures")).hasSize(1);
  }

  @Test
  void link_thatABackupBringsBack_isClosedByTheLog() {
    String claim = scene.link();
    post(scene.cardOnly(), UNLINK, WRONG, claim).then().statusCode(200);
    Rows.await(() -> !scene.logged("identity.unlinked").isEmpty());
    ScriptedEvent unlinked = scene.logged("identity.unlinked").get(0);
    // The follower has to be past it, or it closes the claim before the test has looked.
    Rows.await(() -> followed() >= unlinked.index());
    rows.execute("update link_claim set state = 'LINKED' where id = ?", claim);
    assertThat(records(scene.cardOnly())).hasSize(2);

    closed.consume(
        new FeedEntry(
            unlinked.index(),
            TestClock.get().millis(),
            unlinked.event().stub(),
            Optional.of(unlinked.event().body().toJson())));

    assertThat(records(scene.cardOnly())).containsExactly(scene.cardRecord);
  }
}
