package dev.tallystick.consent.right;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.duty.DutySweep;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.ExplanationStatement;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RightResourceTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String TEXT = "Three loans are open.\nWe lend on two.";
  private static final JsonObject EVIDENCE =
      JsonObject.builder()
          .put("method", "REGISTRY_EXTRACT")
          .put("digest", "e2cb7609c8d572a52bc936b8c2dd8690e3db114e000685204fbef6f7af5958c5")
          .build();

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject RightProjection rights;
  @Inject MissedExplanations overdue;
  @Inject RightExplanationRepository explanations;
  @Inject ForgetExplanations forget;
  @Inject DutySweep sweep;

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
    created(fulfil(right, explanation(world.bank, right, TEXT)));

    assertThat(overdue(right)).isNull();
    assertThat(Api.get(Tokens.citizen(person), "/v1/me/rights").path("rights[0].status").toString())
        .isEqualTo("fulfilled");
  }

  /** What is late is said once, for everybody to read, with the bank's name and no person's. */
  @Test
  void r48_explanationThatIsNotGivenInTime_isSaidInTheLog() {
    LocalDate dueOn = LocalDate.now(SHANGHAI).plusDays(30);
    ScriptedEvent late = ask("EXPLANATION", dueOn);
    ScriptedEvent given = ask("EXPLANATION", dueOn);
    ScriptedEvent other = ask("ACCESS", dueOn);
    created(fulfil(id(given), explanation(world.bank, id(given), TEXT)));
    await()
        .atMost(60, SECONDS)
        .until(
            () -> rights.find(id(given)).filter(r -> r.status().equals("fulfilled")).isPresent());
    Instant midnight = dueOn.plusDays(1).atStartOfDay(SHANGHAI).toInstant();

    sweep.sweep(overdue, midnight.minusMillis(1));
    assertThat(missed(late)).as("the last day is not over").isEmpty();
    sweep.sweep(overdue, midnight);
    await().atMost(60, SECONDS).until(() -> missed(late).size(), count -> count == 1);
    sweep.sweep(overdue, midnight.plusSeconds(60));

    assertThat(missed(late)).hasSize(1);
    JsonObject said = missed(late).get(0).event().data();
    assertThat(said.getString("party")).isEqualTo(world.bank.id());
    assertThat(said.getString("dueOn")).isEqualTo(dueOn.toString());
    assertThat(said.toString()).doesNotContain(person);
    assertThat(missed(given)).as("in time").isEmpty();
    assertThat(missed(other)).as("no explanation").isEmpty();
  }

  private static String id(ScriptedEvent asked) {
    return asked.event().data().getString("right");
  }

  private Response fulfil(String right, JsonObject body) {
    return Api.post(world.bank.token(), "/v1/rights/" + right + "/fulfilment", body);
  }

  private static JsonObject explanation(Organisation party, String right, String text) {
    String signed =
        new ExplanationStatement(party.claims("consent-service"), right, text)
            .sign(party.keys().signingKey());
    return JsonObject.builder().put("explanation", signed).build();
  }

  private String requested(String kind) {
    return created(
            Api.post(
                Tokens.citizen(person),
                "/v1/rights",
                JsonObject.builder().put("kind", kind).put("party", world.bank.id()).build()))
        .path("right");
  }

  private String mine(String member) {
    return Api.get(Tokens.citizen(person), "/v1/me/rights").path("rights[0]." + member);
  }

  /**
   * The person reads it, the log has the digest of what was signed, the database what is sealed.
   */
  @Test
  void r48_explanation_isThePersonsToRead_andTheLogHasItsDigest() throws Exception {
    String right = requested("EXPLANATION");
    JsonObject given = explanation(world.bank, right, TEXT);

    created(fulfil(right, given));

    assertThat(mine("status")).isEqualTo("fulfilled");
    assertThat(mine("explanation")).isEqualTo(TEXT);
    String statement = mine("statement");
    assertThat(statement).isEqualTo(given.getString("explanation"));
    ScriptedEvent logged =
        log.entries("right.fulfilled").stream()
            .filter(entry -> entry.event().data().getString("right").equals(right))
            .findFirst()
            .orElseThrow();
    assertThat(logged.event().data().getString("answerDigest"))
        .isEqualTo(Hash.sha256(statement.getBytes(US_ASCII)).hex());
    assertThat(logged.event().data().toString()).doesNotContain("loans");
    assertThat(new String(explanations.findById(right).sealed, ISO_8859_1))
        .doesNotContain("loans")
        .doesNotContain(statement.substring(0, 40));
    assertThat(Api.get(Tokens.citizen(daughter), "/v1/me/rights").asString())
        .doesNotContain("loans");
    assertThat(fulfil(right, given).path("code").toString()).isEqualTo("RIGHT_ANSWERED");
  }

  @Test
  void r48_explanation_isGivenAndSigned_byWhoWasAsked() {
    String right = requested("EXPLANATION");
    String access = requested("ACCESS");

    assertThat(fulfil(right, JsonObject.EMPTY).path("code").toString())
        .isEqualTo("RIGHT_EXPLANATION_MISMATCH");
    assertThat(fulfil(access, explanation(world.bank, access, TEXT)).path("code").toString())
        .isEqualTo("RIGHT_EXPLANATION_MISMATCH");
    assertThat(fulfil(right, explanation(world.bank, access, TEXT)).path("code").toString())
        .isEqualTo("RIGHT_EXPLANATION_MISMATCH");
    assertThat(fulfil(right, explanation(world.bureau, right, TEXT)).path("code").toString())
        .isEqualTo("REQUEST_PARTY_MISMATCH");
    created(fulfil(access, JsonObject.EMPTY));
  }

  /** What the person was told before they had everything erased is gone; the digest stays. */
  @Test
  void explanation_isForgottenWithThePerson() {
    String right = requested("EXPLANATION");
    created(fulfil(right, explanation(world.bank, right, TEXT)));
    var unused =
        world.append(
            "data-vault",
            "erasure.started",
            Optional.of(person),
            JsonObject.builder()
                .put("erasure", World.id("era"))
                .put("scope", "ALL")
                .put("ground", "PERSON_REQUEST")
                .put("stoppedAt", Timestamps.format(Instant.now().plusSeconds(1).toEpochMilli()))
                .build(),
            Optional.empty());

    await()
        .atMost(60, SECONDS)
        .until(
            () -> {
              forget.erase();
              return explanations.signed(List.of(right)).isEmpty();
            });
  }

  private List<ScriptedEvent> missed(ScriptedEvent asked) {
    return log.entries("obligation.missed").stream()
        .filter(
            entry ->
                entry
                    .event()
                    .data()
                    .findString("about")
                    .equals(Optional.of(asked.event().id().toString())))
        .toList();
  }

  private ScriptedEvent ask(String kind, LocalDate dueOn) {
    ScriptedEvent asked =
        world.append(
            "consent-service",
            "right.requested",
            Optional.of(person),
            JsonObject.builder()
                .put("right", World.id("rgt"))
                .put("kind", kind)
                .put("party", world.bank.id())
                .put("by", "SELF")
                .put("dueOn", dueOn.toString())
                .build(),
            Optional.empty());
    await().atMost(60, SECONDS).until(() -> rights.find(id(asked)).isPresent());
    return asked;
  }

  /** Whom the regulator's list of what is overdue names for it. */
  private @Nullable String overdue(String right) {
    return Api.get(world.authority.token(), "/v1/duties?overdue=true&party=" + world.bank.id())
        .path("duties.find { it.about == '" + right + "' }?.party");
  }
}
