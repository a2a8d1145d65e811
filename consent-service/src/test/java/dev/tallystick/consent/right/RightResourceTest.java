package dev.tallystick.consent.right;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.ShippedPacks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RightResourceTest {
  private static final JsonObject EVIDENCE =
      JsonObject.builder()
          .put("method", "REGISTRY_EXTRACT")
          .put("digest", "e2cb7609c8d572a52bc936b8c2dd8690e3db114e000685204fbef6f7af5958c5")
          .build();

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final String person = World.person();
  private final String daughter = World.person();

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private JsonObject.Builder right() {
    return JsonObject.builder().put("kind", "ACCESS").put("party", world.bureau.id());
  }

  private Response byKin(boolean evidence) {
    JsonObject.Builder request = right().put("by", "NEXT_OF_KIN").put("subject", person);
    if (evidence) {
      request.put("evidence", EVIDENCE);
    }
    return Api.post(Tokens.citizen(daughter), "/v1/rights", request.build());
  }

  @Test
  void r49_nextOfKinActOnEvidenceAndNotAgainstTheWish() {
    Response bare = byKin(false);
    assertThat(bare.statusCode()).isEqualTo(403);
    assertThat(bare.path("code").toString()).isEqualTo("KINSHIP_UNVERIFIED");
    assertThat(log.entries("data.denied"))
        .anySatisfy(
            entry ->
                assertThat(entry.event().id().toString()).isEqualTo(bare.path("auditEventId")));

    created(byKin(true));

    given()
        .auth()
        .oauth2(Tokens.citizen(person))
        .contentType("application/json")
        .body("{\"kinMayAct\": false}")
        .put("/v1/me/kin-wish")
        .then()
        .statusCode(204);
    assertThat(byKin(true).path("code").toString()).isEqualTo("KINSHIP_UNVERIFIED");
  }

  @Test
  void r44_refusalNeedsAReasonAndIsThePersonsToRead() {
    String right =
        created(Api.post(Tokens.citizen(person), "/v1/rights", right().build())).path("right");
    String path = "/v1/rights/" + right + "/refusal";
    JsonObject.Builder refusal =
        JsonObject.builder().put("route", "The court at the harbour hears complaints.");

    Response empty = Api.post(world.bureau.token(), path, refusal.put("reason", " ").build());
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.path("code").toString()).isEqualTo("REASON_REQUIRED");

    JsonObject full =
        JsonObject.builder()
            .put("reason", "Held by law until 2027.")
            .put("route", "The court at the harbour hears complaints.")
            .build();
    assertThat(Api.post(world.bank.token(), path, full).statusCode())
        .as("another party was not asked")
        .isEqualTo(404);
    created(Api.post(world.bureau.token(), path, full));
    assertThat(Api.post(world.bureau.token(), path, full).path("code").toString())
        .isEqualTo("RIGHT_ANSWERED");

    Response mine = Api.get(Tokens.citizen(person), "/v1/me/rights");
    assertThat(mine.path("rights[0].status").toString()).isEqualTo("refused");
    assertThat(mine.path("rights[0].reason").toString()).contains("2027");
    assertThat(Api.get(Tokens.citizen(daughter), "/v1/me/rights").asString()).doesNotContain(right);
  }

  @Test
  void request_forOneselfNamesNobodyElse() {
    Response both =
        Api.post(Tokens.citizen(daughter), "/v1/rights", right().put("subject", person).build());

    assertThat(both.path("code").toString()).isEqualTo("RIGHT_SUBJECT_MISMATCH");
  }

  private String dueOn(String kind) {
    JsonObject asked = JsonObject.builder().put("kind", kind).put("party", world.bank.id()).build();
    String right = created(Api.post(Tokens.citizen(person), "/v1/rights", asked)).path("right");
    return Api.get(Tokens.citizen(person), "/v1/me/rights")
        .path("rights.find { it.right == '" + right + "' }.dueOn");
  }

  /** The pack says how long a bank has to say why; for other rights there are twenty days. */
  @Test
  void explanation_isDueWhenThePackSays() {
    Period term = ShippedPacks.get("cn-2022").explanationAnswer();
    LocalDate before = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    LocalDate explanation = LocalDate.parse(dueOn("EXPLANATION"));
    LocalDate access = LocalDate.parse(dueOn("ACCESS"));

    LocalDate after = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    assertThat(explanation).isBetween(before.plus(term), after.plus(term));
    assertThat(access).isBetween(before.plusDays(20), after.plusDays(20));
  }

  @Test
  void explanationThatIsNotGivenInTime_isAnOverdueDuty_thatNamesTheBank_untilItIsGiven() {
    String right = World.id("rgt");
    var unused =
        world.append(
            "consent-service",
            "right.requested",
            Optional.of(person),
            JsonObject.builder()
                .put("right", right)
                .put("kind", "EXPLANATION")
                .put("party", world.bank.id())
                .put("by", "SELF")
                .put("dueOn", "2026-01-31")
                .build(),
            Optional.empty());

    await().atMost(60, SECONDS).until(() -> overdue(right), world.bank.id()::equals);
    created(Api.post(world.bank.token(), "/v1/rights/" + right + "/fulfilment", JsonObject.EMPTY));

    assertThat(overdue(right)).isNull();
    assertThat(Api.get(Tokens.citizen(person), "/v1/me/rights").path("rights[0].status").toString())
        .isEqualTo("fulfilled");
  }

  /** Whom the regulator's list of what is overdue names for it. */
  private @Nullable String overdue(String right) {
    return Api.get(world.authority.token(), "/v1/duties?overdue=true&party=" + world.bank.id())
        .path("duties.find { it.about == '" + right + "' }?.party");
  }
}
