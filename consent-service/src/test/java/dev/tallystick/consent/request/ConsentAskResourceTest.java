package dev.tallystick.consent.request;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.ShippedPacks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ConsentAskResourceTest {
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

  private String notice() {
    return created(Api.post(world.bank.token(), "/v1/notices", query.notice())).path("notice");
  }

  private Response ask(String notice) {
    JsonObject consent =
        Agreed.with(query.consent(notice), Map.of("subject", JsonString.of(person)));
    return Api.post(world.bank.token(), "/v1/consent-requests", consent);
  }

  private List<String> open() {
    return Api.get(me, "/v1/me/consent-requests").path("authorization_details.identifier");
  }

  @Test
  void ask_isAnAuthorizationDetailsObjectThatThePersonSees() {
    String notice = notice();

    Response asked = created(ask(notice));

    assertThat(asked.path("type").toString()).isEqualTo("urn:tallystick:consent:v1");
    assertThat(asked.<List<String>>path("actions")).containsExactly("QUERY");
    assertThat(asked.<List<String>>path("locations")).containsExactly(world.bureau.id());
    assertThat(asked.path("recipient_name").toString()).isEqualTo("Bank Riverside");
    assertThat(open()).containsExactly(asked.<String>path("identifier"));
    assertThat(
            Api.get(me, "/v1/me/consent-requests")
                .<List<String>>path("authorization_details.notice_text"))
        .containsExactly(query.notice().getString("text"));
    assertThat(asked.path("notice_language").toString())
        .isEqualTo(query.notice().getString("language"));

    created(Api.post(me, "/v1/consents", query.consent(notice)));
    assertThat(open()).as("answered by the consent").isEmpty();
  }

  /** What would be shown without it could not be agreed to: the event asks for it. */
  @ParameterizedTest
  @ValueSource(strings = {"SENSITIVE", "OUTBOUND"})
  void r20_askOfASpecialKind_tellsWhatIsSpecial_andIsGivenSo(String kind) {
    Agreed special = Agreed.special(kind, world.bureau, world.bank);
    String notice =
        created(Api.post(world.bank.token(), "/v1/notices", special.notice())).path("notice");
    Map<String, JsonValue> told =
        kind.equals("OUTBOUND")
            ? Map.of("country", JsonString.of("SG"))
            : Map.of(
                "necessity", JsonString.of("The loan is for a journey."),
                "impact", JsonString.of("It shows where you were."));
    JsonObject bare =
        Agreed.with(special.consent(notice), Map.of("subject", JsonString.of(person)));

    for (String field : told.keySet()) {
      JsonObject lacking = Agreed.without(Agreed.with(bare, told), field);
      Response refused = Api.post(world.bank.token(), "/v1/consent-requests", lacking);
      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
      assertThat(refused.path("code") + " " + refused.path("field"))
          .isEqualTo("FIELD_INVALID " + field);
    }
    Response asked =
        created(Api.post(world.bank.token(), "/v1/consent-requests", Agreed.with(bare, told)));
    told.forEach(
        (field, value) ->
            assertThat(JsonString.of(asked.<String>path(field))).as(field).isEqualTo(value));

    created(Api.post(me, "/v1/consents", Agreed.with(special.consent(notice), told)));
    assertThat(open()).as("answered by the consent").isEmpty();
  }

  @Test
  void ask_thatTellsWhatIsSpecialAboutAnotherKind_isRefused() {
    JsonObject consent =
        Agreed.with(
            query.consent(notice()),
            Map.of("subject", JsonString.of(person), "country", JsonString.of("SG")));

    Response refused = Api.post(world.bank.token(), "/v1/consent-requests", consent);

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
    assertThat(refused.path("field").toString()).isEqualTo("country");
    assertThat(open()).isEmpty();
  }

  @Test
  void ask_byAStrangerOrOnAnothersNoticeIsRefused() {
    String notice = notice();
    JsonObject consent =
        Agreed.with(query.consent(notice), Map.of("subject", JsonString.of(person)));

    assertThat(
            Api.post(world.ride.token(), "/v1/consent-requests", consent).path("code").toString())
        .isEqualTo("NOTICE_UNKNOWN");
    JsonObject other = Agreed.with(consent, Map.of("recipient", JsonString.of(world.ride.id())));
    assertThat(Api.post(world.bank.token(), "/v1/consent-requests", other).path("code").toString())
        .isEqualTo("CONSENT_REQUEST_OF_OTHERS");
  }

  @Test
  void refusal_isLoggedOnceAndIsThePersonsOwn() {
    String request = created(ask(notice())).path("identifier");
    String path = "/v1/consent-requests/" + request + "/refusal";

    assertThat(
            Api.post(Tokens.citizen(World.person()), path, JsonObject.EMPTY)
                .path("code")
                .toString())
        .isEqualTo("CONSENT_REQUEST_UNKNOWN");
    Response no = created(Api.post(me, path, JsonObject.EMPTY));

    JsonObject data = log.entries().get(no.path("index")).event().data();
    assertThat(data.getString("purpose")).isEqualTo("LOAN_APPROVAL");
    assertThat(open()).isEmpty();
    assertThat(created(ask(notice())).statusCode()).as("cn-2022 knows no cool-down").isEqualTo(201);
  }

  /** R18: under a pack with a cool-down the next question is refused, and that is in the log. */
  @Test
  void r18_packWithACooldownRefusesTheNextQuestion() {
    String request = created(ask(notice())).path("identifier");
    created(Api.post(me, "/v1/consent-requests/" + request + "/refusal", JsonObject.EMPTY));
    String name = "calm-" + UUID.randomUUID().toString().substring(0, 8);
    String yaml =
        "pack: %s\nextends: {pack: cn-2022, digest: %s}\nversion: 1\nconsents: {promptCooldown: P30D}\n"
            .formatted(name, ShippedPacks.get("cn-2022").digest().hex());
    given()
        .auth()
        .oauth2(world.authority.token())
        .header("Idempotency-Key", name)
        .contentType("application/yaml")
        .body(yaml.getBytes(UTF_8))
        .post("/v1/packs")
        .then()
        .statusCode(201);
    activate(name);
    try {
      Response again = ask(notice());

      assertThat(again.statusCode()).isEqualTo(429);
      assertThat(again.path("code").toString()).isEqualTo("CONSENT_PROMPT_COOLDOWN");
      assertThat(log.entries("data.denied"))
          .anySatisfy(
              entry ->
                  assertThat(entry.event().id().toString())
                      .isEqualTo(again.<String>path("auditEventId")));
    } finally {
      activate("cn-2022");
    }
  }

  private void activate(String pack) {
    var unusedIndex = world.activate(pack, Timestamps.format(Instant.now().toEpochMilli()));
  }
}
