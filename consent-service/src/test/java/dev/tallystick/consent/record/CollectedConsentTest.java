package dev.tallystick.consent.record;

import static dev.tallystick.consent.World.created;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.CollectedConsent;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consents that somebody else brings: a party that collected them, a guardian. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CollectedConsentTest {
  private static final Hash PAPER = Hash.sha256("a signed paper".getBytes(UTF_8));

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Agreed query;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);

  @BeforeEach
  void signUp() {
    world = World.in(log);
    query = Agreed.query(world.bureau, world.bank);
  }

  private String noticeOf(Organisation party) {
    return created(Api.post(party.token(), "/v1/notices", query.notice())).path("notice");
  }

  private JsonObject presented(Organisation collector, JsonObject consent) {
    CollectedConsent statement =
        new CollectedConsent(
            collector.claims("consent-service"),
            person,
            consent.getString("kind"),
            Optional.of(world.bureau.id()),
            world.bank.id(),
            consent.getString("purpose"),
            List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE"),
            consent.getString("notice"),
            Timestamps.parse(consent.getString("validUntil")).orElseThrow(),
            PAPER);
    return JsonObject.builder()
        .put("subject", person)
        .put("consent", consent)
        .put(
            "evidence",
            JsonObject.builder().put("method", "SIGNED_PAPER").put("digest", PAPER.hex()).build())
        .put("signature", statement.sign(collector.keys().signingKey()))
        .build();
  }

  private Response present(Organisation collector, JsonObject request) {
    return Api.post(collector.token(), "/v1/consents/collected", request);
  }

  @Test
  void collector_isNamedToThePersonWhoCanWithdraw() {
    JsonObject consent = query.consent(noticeOf(world.bank));

    Response given = created(present(world.bank, presented(world.bank, consent)));

    JsonObject data = log.entries().get(given.path("index")).event().data();
    assertThat(data.getString("channel")).isEqualTo("COLLECTED");
    assertThat(data.getString("collectedBy")).isEqualTo(world.bank.id());
    assertThat(data.getObject("evidence").getString("method")).isEqualTo("SIGNED_PAPER");
    Response mine = Api.get(me, "/v1/me/consents");
    assertThat(mine.<List<String>>path("consents.collectedBy")).containsExactly(world.bank.id());
    String path = "/v1/consents/" + given.path("consent") + "/withdrawal";
    assertThat(Api.post(me, path, JsonObject.EMPTY).statusCode()).isEqualTo(201);
  }

  @Test
  void collector_whoseRoleMayNotIsRefusedAndThePersonSeesWhoTried() {
    JsonObject consent = query.consent(noticeOf(world.bureau));

    Response refused = present(world.bureau, presented(world.bureau, consent));

    assertThat(refused.path("code").toString()).isEqualTo("CONSENT_COLLECTOR_UNFIT");
    JsonObject data =
        log.entries("consent.rejected").stream()
            .filter(e -> e.event().id().toString().equals(refused.path("auditEventId")))
            .findFirst()
            .orElseThrow()
            .event()
            .data();
    assertThat(data.getString("collectedBy")).isEqualTo(world.bureau.id());
  }

  @Test
  void collector_whoSignedLessIsRefused() {
    JsonObject consent = query.consent(noticeOf(world.bank));
    JsonObject wider =
        Agreed.with(
            consent,
            Map.of(
                "categories", JsonArray.ofStrings(List.of("IDENTITY.BASIC", "PAYMENT.SUMMARY"))));
    JsonObject request = Agreed.with(presented(world.bank, consent), Map.of("consent", wider));

    Response refused = present(world.bank, request);

    assertThat(refused.path("code").toString()).isEqualTo("COLLECTED_CONSENT_DIFFERS");
    assertThat(refused.path("field").toString()).isEqualTo("consent.categories");
  }

  @Test
  void r23_childsOwnGrantIsInvalidAndTheGuardiansIsNot() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    String child = Tokens.citizen(person, "birthdate", today.minusYears(14).plusDays(1).toString());
    String grown = Tokens.citizen(person, "birthdate", today.minusYears(14).toString());
    String guardian = Tokens.citizen(World.person(), "wards", person);
    String stranger = Tokens.citizen(World.person());
    JsonObject own = query.consent(query.show(person));
    JsonObject forTheWard = Agreed.with(own, Map.of("onBehalfOf", JsonString.of(person)));

    assertThat(Api.post(child, "/v1/consents", own).path("code").toString())
        .isEqualTo("GUARDIAN_CONSENT_REQUIRED");
    assertThat(Api.post(stranger, "/v1/consents", forTheWard).path("code").toString())
        .isEqualTo("GUARDIANSHIP_UNKNOWN");
    Response given = created(Api.post(guardian, "/v1/consents", forTheWard));
    assertThat(log.entries().get(given.path("index")).event().data().getBoolean("guardian"))
        .isTrue();
    created(Api.post(grown, "/v1/consents", own));
  }
}
