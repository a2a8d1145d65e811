package dev.tallystick.consent.record;

import static dev.tallystick.consent.Agreed.show;
import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.Agreed.without;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ConsentResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Agreed provide;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);

  @Inject SigningKeys keys;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    provide = Agreed.provide(world.mall, world.bureau);
  }

  /** The first try has taken effect unseen: what is said again is the same consent. */
  @Test
  void give_againAfterA503_makesNoSecondConsent() {
    JsonObject consent = provide.consent(provide.show(person));
    String key = UUID.randomUUID().toString();
    log.faults().loseAnswers(100);

    Response lost = Api.post(me, "/v1/consents", key, consent);
    log.faults().loseAnswers(0);
    Response again = Api.post(me, "/v1/consents", key, consent);

    assertThat(lost.statusCode()).isEqualTo(503);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
    assertThat(log.entries("consent.given").stream().map(ScriptedEvent::event))
        .filteredOn(event -> event.subject().equals(Optional.of(person)))
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(event.data().getString("consent")).isEqualTo(again.path("consent")));
  }

  /** A replica that has not heard of the notice yet must not log that the notice said nothing. */
  @Test
  void refusalByAStateThatIsBehind_isNeitherToldNorLogged() {
    int before = log.entries("consent.rejected").size();
    String notice;
    Response behind;
    log.faults().stallFeed(true);
    try {
      notice = provide.show(person);
      behind = Api.post(me, "/v1/consents", provide.consent(notice));
    } finally {
      log.faults().stallFeed(false);
    }
    Response again = Api.post(me, "/v1/consents", provide.consent(notice));

    assertThat(behind.statusCode()).as(behind.asString()).isEqualTo(503);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
    assertThat(log.entries("consent.rejected")).hasSize(before);
  }

  /** What the first try has stored of its own, such as the notice as it was shown, is there. */
  @Test
  void give_onAPartysNotice_canBeTriedAgain() {
    String notice =
        created(Api.post(world.bureau.token(), "/v1/notices", provide.notice())).path("notice");
    JsonObject consent = provide.consent(notice);
    String key = UUID.randomUUID().toString();
    log.faults().goAway(true);

    Response away = Api.post(me, "/v1/consents", key, consent);
    log.faults().goAway(false);
    Response again = Api.post(me, "/v1/consents", key, consent);

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
  }

  @Test
  void give_isLoggedAndTheReceiptIsSigned() throws Exception {
    String notice = provide.show(person);

    Response given = created(Api.post(me, "/v1/consents", provide.consent(notice)));

    JsonObject logged = log.entries().get(given.path("index")).event().data();
    assertThat(logged.getString("consent")).isEqualTo(given.path("consent"));
    assertThat(logged.getObject("notice").getString("id")).isEqualTo(notice);
    byte[] payload =
        Jws.verify(
                given.path("consentReceipt"),
                "consent-receipt+jws",
                VerificationKeys.of(keys.current().verificationKey()))
            .payload();
    JsonObject receipt = (JsonObject) CanonicalJson.parse(payload);
    assertThat(receipt.getString("record_id")).isEqualTo(given.path("consent"));
    assertThat(receipt.getString("pii_principal_id")).isEqualTo(person);
    JsonObject purpose = (JsonObject) receipt.getArray("purposes").get(0);
    assertThat(purpose.getString("retention_period")).isEqualTo("P1Y");
  }

  @Test
  void list_showsMineAndNobodyElses() {
    String mine = provide.give(person);
    provide.give(World.person());

    Response answer = Api.get(me, "/v1/me/consents");

    assertThat(answer.<List<String>>path("consents.consent")).containsExactly(mine);
    assertThat(answer.<List<String>>path("consents.status")).containsExactly("given");
  }

  @Test
  void list_tellsUsesOnlyWhereTheyAreCounted() {
    String limited =
        Api.post(
                me,
                "/v1/consents",
                provide
                    .consent(provide.show(person))
                    .with(JsonObject.builder().put("useLimit", 3).build()))
            .path("consent");
    String unlimited = provide.give(person);

    Response answer = Api.get(me, "/v1/me/consents");

    assertThat(answer.<Integer>path("consents.find { it.consent == '%s' }.uses", limited)).isZero();
    assertThat(answer.<Map<String, Object>>path("consents.find { it.consent == '%s' }", unlimited))
        .doesNotContainKey("uses");
  }

  @Test
  void give_onAPartysNotice_saysThatThePersonWasShownIt() {
    String kept =
        created(Api.post(world.bureau.token(), "/v1/notices", provide.notice())).path("notice");

    Response given = created(Api.post(me, "/v1/consents", provide.consent(kept)));

    String shown = given.path("notice");
    assertThat(shown).isNotEqualTo(kept);
    assertThat(log.entries("notice.presented"))
        .filteredOn(entry -> entry.event().data().getString("notice").equals(shown))
        .singleElement()
        .satisfies(entry -> assertThat(entry.event().subject()).isEqualTo(Optional.of(person)));
  }

  @Test
  void give_onANoticeOfSomebodyElse_isNotFound() {
    String others = provide.show(World.person());

    Response answer = Api.post(me, "/v1/consents", provide.consent(others));

    assertThat(answer.path("code").toString()).isEqualTo("NOTICE_UNKNOWN");
  }

  @Test
  void give_onANoticeThatLeavesSomethingOut_namesIt() {
    Map<String, String> items =
        Map.of(
            "contact", "CONTACT",
            "categories", "KINDS",
            "method", "METHOD",
            "purpose", "PURPOSE",
            "retention", "RETENTION",
            "rightsRoute", "RIGHTS");
    items.forEach(
        (field, item) -> {
          String notice = show(person, without(provide.notice(), field));

          Response answer = Api.post(me, "/v1/consents", provide.consent(notice));

          assertThat(answer.statusCode()).as(field).isEqualTo(422);
          assertThat(answer.path("code").toString()).isEqualTo("NOTICE_INCOMPLETE");
          assertThat(answer.path("ruleId").toString()).isEqualTo("R11");
          assertThat(answer.<List<String>>path("missing")).as(field).containsExactly(item);
          JsonObject rejected = log.entries().get(answer.path("auditIndex")).event().data();
          assertThat(rejected.getArray("missing")).isEqualTo(JsonArray.ofStrings(List.of(item)));
        });
  }

  @Test
  void give_toPartnersInGeneral_isRefusedAndLogged() {
    String notice = provide.show(person);
    JsonObject blanket =
        with(
            provide.consent(notice),
            Map.of("recipient", JsonString.of("Bureau North and its partners")));

    Response answer = Api.post(me, "/v1/consents", blanket);

    assertThat(answer.path("code").toString()).isEqualTo("CONSENT_NOT_SEPARATE");
    JsonObject rejected = log.entries().get(answer.path("auditIndex")).event().data();
    assertThat(rejected.getString("code")).isEqualTo("CONSENT_NOT_SEPARATE");
    assertThat(rejected.has("recipient")).as("nobody in particular").isFalse();
  }

  @Test
  void give_asTheConditionOfAService_isRefusedUnlessNecessary() {
    JsonObject forced =
        with(
            provide.consent(provide.show(person)),
            Map.of("conditionalOnService", JsonBoolean.TRUE));

    Response refused = Api.post(me, "/v1/consents", forced);

    assertThat(refused.path("code").toString()).isEqualTo("CONSENT_CONDITIONAL");
    created(
        Api.post(
            me,
            "/v1/consents",
            with(
                forced,
                Map.of(
                    "necessary",
                    JsonBoolean.TRUE,
                    "conditionReason",
                    JsonString.of("a loan needs a check")))));
  }

  @Test
  void give_onAClauseThatDoesNotStandOut_isRefused() {
    String notice = show(person, with(provide.notice(), Map.of("highlighted", JsonBoolean.FALSE)));

    Response answer = Api.post(me, "/v1/consents", provide.consent(notice));

    assertThat(answer.path("code").toString()).isEqualTo("CLAUSE_NOT_HIGHLIGHTED");
  }

  @Test
  void give_ofMoreThanTheNoticeTells_isRefused() {
    JsonObject wider =
        with(
            provide.consent(provide.show(person)),
            Map.of("categories", JsonArray.ofStrings(List.of("PAYMENT.TRANSACTION"))));

    Response answer = Api.post(me, "/v1/consents", wider);

    assertThat(answer.path("code").toString()).isEqualTo("NOTICE_DIFFERS");
    assertThat(answer.path("field").toString()).isEqualTo("categories");
  }

  @Test
  void giveAgain_isTheNextVersion() {
    String consent = provide.give(person);
    JsonObject narrower =
        with(
            provide.consent(provide.show(person)),
            Map.of("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY"))));

    Response again = created(Api.post(me, "/v1/consents/" + consent + "/versions", narrower));

    assertThat((int) again.path("version")).isEqualTo(2);
    Response list = Api.get(me, "/v1/me/consents");
    assertThat(list.<List<List<String>>>path("consents.categories"))
        .containsExactly(List.of("PAYMENT.SUMMARY"));
    Response stranger =
        Api.post(Tokens.citizen(World.person()), "/v1/consents/" + consent + "/versions", narrower);
    assertThat(stranger.path("code").toString()).isEqualTo("CONSENT_UNKNOWN");
  }

  @Test
  void giveAgain_ofAnotherKind_isRefused() {
    String consent = provide.give(person);
    Agreed query = Agreed.query(world.bureau, world.bank);

    Response answer =
        Api.post(me, "/v1/consents/" + consent + "/versions", query.consent(query.show(person)));

    assertThat(answer.path("code").toString()).isEqualTo("CONSENT_OF_OTHERS");
  }

  @Test
  void give_whenTheGuardHasMoved_decidesAnew() {
    String notice = provide.show(person);
    log.faults().refuseNext(409, "GUARD_MOVED");

    Response given = created(Api.post(me, "/v1/consents", provide.consent(notice)));

    assertThat((int) given.path("version")).isEqualTo(1);
  }

  @Test
  void withdraw_isLoggedOnceAndStands() {
    String consent = provide.give(person);
    String path = "/v1/consents/" + consent + "/withdrawal";

    Response first = created(Api.post(me, path, JsonObject.EMPTY));
    Response second = Api.post(me, path, JsonObject.EMPTY);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.path("eventId").toString()).isEqualTo(first.path("eventId"));
    assertThat((int) second.path("index")).isEqualTo(first.path("index"));
    assertThat(second.<Object>path("receipt")).isEqualTo(first.path("receipt"));
    assertThat(Api.get(me, "/v1/me/consents").<List<String>>path("consents.status"))
        .containsExactly("withdrawn");
    Response revived =
        Api.post(
            me, "/v1/consents/" + consent + "/versions", provide.consent(provide.show(person)));
    assertThat(revived.path("code").toString()).isEqualTo("CONSENT_ENDED");
  }

  @Test
  void withdraw_ofSomebodyElse_isNotFound() {
    String consent = provide.give(person);

    Response answer =
        Api.post(
            Tokens.citizen(World.person()),
            "/v1/consents/" + consent + "/withdrawal",
            JsonObject.EMPTY);

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void withdraw_asksForNoMoreThanGiving() {
    String consent = provide.give(person);

    Response answer = Api.post(me, "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY);

    assertThat(answer.statusCode()).as("R17: no field at all").isEqualTo(201);
  }

  @Test
  void tokenWithoutAPerson_isRefused() {
    Response answer = Api.get(Tokens.withRoles("citizen"), "/v1/me/consents");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("SUBJECT_REQUIRED");
  }
}
