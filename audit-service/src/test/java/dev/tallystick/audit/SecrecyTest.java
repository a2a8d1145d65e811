package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.secrecy.SealRepository;
import dev.tallystick.audit.secrecy.SecrecyTerms;
import dev.tallystick.audit.secrecy.WatchSeals;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority keeps a read from its person for a term, and for no longer. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecrecyTest {
  private static final Duration TERM = Duration.ofDays(30);

  @Inject WatchSeals seals;
  @Inject WatchSeals.Sources sources;
  @Inject SealRepository rows;
  @Inject OwnEvents log;
  @Inject EntryIntake intake;
  @Inject DataSource database;

  private final String authority = "authority-" + UUID.randomUUID().toString().substring(0, 8);
  private final String examiner = examiner(authority);
  private TestExchange exchange;
  private Logged released;

  private static String examiner(String authority) {
    return Tokens.claims("auditor", "regulator")
        .audience("audit-service")
        .claim("audit_scope", "*")
        .claim("party", authority)
        .sign();
  }

  @BeforeEach
  void release() throws Exception {
    exchange = new TestExchange();
    released = exchange.first();
    IndexWitness.awaitRoot(released.index() + 1);
  }

  @AfterEach
  void indexIsThatOfTheStubs() throws Exception {
    IndexWitness.assertServedRootIsThatOfTheStubs();
  }

  private static Instant in(Duration term) {
    return Instant.now().plus(term).truncatedTo(ChronoUnit.MILLIS);
  }

  private Response ask(String token, Instant until) {
    return ask(
        token, Map.of("ground", "JUDICIAL", "legalBasis", "2026-C-17", "until", text(until)));
  }

  private static String text(Instant time) {
    return time.plusNanos(1_000_000_000L - 1)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace("Z", ".000Z");
  }

  private Response ask(String token, Map<String, String> secrecy) {
    Map<String, Object> body = new HashMap<>();
    body.put("subject", exchange.subject);
    body.put("secrecy", secrecy);
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .urlEncodingEnabled(false)
        .post("/v1/subjects:usage");
  }

  private long sealed() throws Exception {
    Response answer = ask(examiner, in(TERM));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    long index = Long.parseLong(answer.header("Audit-Index"));
    IndexWitness.awaitRoot(index + 1);
    return index;
  }

  private void awaitMine(int count) {
    await("the person's list")
        .atMost(60, SECONDS)
        .untilAsserted(() -> assertThat(mine().getInt("count")).isEqualTo(count));
  }

  private JsonPath mine() {
    Response answer = given().auth().oauth2(citizen(exchange.subject)).get("/v1/me/usage");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  /** A watch whose clock is at the end of the term, so that it is due. */
  private WatchSeals atTheEnd(OwnEvents says) {
    return new WatchSeals(
        sources, rows, says, Clock.offset(Clock.systemUTC(), TERM.plusMinutes(1)));
  }

  private Map<String, Object> sums() {
    seals.look();
    Map<String, Object> sums =
        given()
            .get("/index/sealed")
            .jsonPath()
            .getMap("authorities.find { it.authority == '" + authority + "' }");
    return sums == null ? Map.of() : sums;
  }

  @Test
  void sealedRead_isOnNobodysListUntilItsTime_andThenOnThePersonsOnce() throws Exception {
    long index = sealed();

    assertThat(mine().getInt("count")).isEqualTo(1);
    assertThat(seals.look()).isTrue();
    IndexWitness.awaitRoot(index + 1);
    assertThat(mine().getInt("count")).as("before its time").isEqualTo(1);

    assertThat(atTheEnd(log).look()).isTrue();
    assertThat(atTheEnd(log).look()).isTrue();
    awaitMine(2);

    JsonPath page = mine();
    Map<String, Object> data = page.getMap("entries[0].opening.body.value.data");
    assertThat(data)
        .containsEntry("authority", authority)
        .containsEntry("reason", "TERM")
        .containsEntry("index", (int) index);
    assertThat(page.getString("entries[0].opening.stub.value.type")).contains("entry.unsealed");
    Response told =
        given()
            .auth()
            .oauth2(citizen(exchange.subject))
            .get("/v1/me/unsealed/" + data.get("entry"));
    assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
    Receipt receipt = Receipt.parse(told.asByteArray());
    assertThat(receipt.index()).isEqualTo(index);
    assertThat(told.jsonPath().getString("opening.body.value.data.legalBasis"))
        .isEqualTo("2026-C-17");
    assertThat(told.jsonPath().getList("opening.stub.value.labels"))
        .containsExactly(EventLabels.ofSealed(authority).hex());
  }

  @Test
  void sealedRead_isToldToNobodyBeforeItsTime_norToOthersAfter() throws Exception {
    long index = sealed();
    String event = sources.entries().at(List.of(index)).get(0).id().toString();
    seals.look();

    assertProblem(unsealed(exchange.subject, event), 404, "ENTRY_UNKNOWN");
    atTheEnd(log).look();
    assertThat(unsealed(exchange.subject, event).statusCode()).isEqualTo(200);
    assertProblem(unsealed(TestEvents.subject(), event), 404, "ENTRY_UNKNOWN");
    String open = released.event().id().toString();
    assertProblem(unsealed(exchange.subject, open), 404, "ENTRY_UNKNOWN");
  }

  private static Response unsealed(String subject, String event) {
    return given().auth().oauth2(citizen(subject)).get("/v1/me/unsealed/" + event);
  }

  @Test
  void opening_afterACrash_isSaidOnce() throws Exception {
    long index = sealed();
    atTheEnd(log).look();
    awaitMine(2);
    // As if nothing of the look had been kept: the log has the opening, the table does not.
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update sealed_entry set opened_idx = null, reason = null where idx = " + index);
    }

    assertThat(atTheEnd(log).look()).isTrue();

    IndexWitness.awaitRoot(exchange.first().index() + 1);
    assertThat(mine().getInt("count")).as("the guard has moved").isEqualTo(3);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update seal_cursor set next = 0");
    }
    assertThat(atTheEnd(log).look()).isTrue();
    assertThat(sums()).containsEntry("closed", 0).containsEntry("sealed", 1);
  }

  @Test
  void opening_thatTheLogDoesNotTake_isTakenUpAgain() throws Exception {
    assertThat(sealed()).isPositive();
    OwnEvents refused = new OwnEvents(intake, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

    assertThat(atTheEnd(refused).look()).isFalse();
    assertThat(sums()).containsEntry("closed", 1);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(Locks.SEALS));
      assertThat(atTheEnd(log).look()).as("another replica looks").isFalse();
      statement.execute("select pg_advisory_unlock(%d)".formatted(Locks.SEALS));
    }

    assertThat(atTheEnd(log).look()).isTrue();
    awaitMine(2);
  }

  @Test
  void sums_tellEverybodyHowManyAreClosedAndUntilWhen_andNoMore() throws Exception {
    sealed();
    Instant last = in(TERM.plusDays(1));
    assertThat(ask(examiner, last).statusCode()).isEqualTo(200);

    assertThat(sums())
        .containsEntry("sealed", 2)
        .containsEntry("closed", 2)
        .containsEntry("late", 0)
        .containsEntry("lastOpening", text(last));
    assertThat(given().get("/index/sealed").asString())
        .doesNotContain("sub_")
        .doesNotContain("2026-C-17");
  }

  @Test
  void seal_isLiftedByItsAuthorityAlone_once() throws Exception {
    long index = sealed();

    assertProblem(lift(party("regulator", "another"), index, "LIFTED"), 404, "ENTRY_UNKNOWN");
    assertProblem(lift(examiner, released.index(), "LIFTED"), 404, "ENTRY_UNKNOWN");
    assertThat(lift(examiner, index, "TERM").statusCode()).isEqualTo(422);
    assertThat(lift(examiner, index, "COURT").statusCode()).isEqualTo(201);
    assertProblem(lift(examiner, index, "LIFTED"), 409, "SEAL_OPENED");
    awaitMine(2);
    assertThat(mine().getString("entries[0].opening.body.value.data.reason")).isEqualTo("COURT");
    assertThat(sums()).containsEntry("closed", 0);
  }

  private static Response lift(String token, long index, String reason) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .post("/v1/seals/" + index + "/openings");
  }

  @Test
  void onlyExaminersOfAnAuthority_keepAReadSecret() {
    assertProblem(ask(auditor("*"), in(TERM)), 403, "SECRECY_NOT_ALLOWED");
    assertProblem(
        ask(
            Tokens.claims("auditor")
                .audience("audit-service")
                .claim("audit_scope", "*")
                .claim("party", "mall-east")
                .sign(),
            in(TERM)),
        403,
        "SECRECY_NOT_ALLOWED");
    assertThat(ask(party("regulator", authority), in(TERM)).statusCode()).isEqualTo(403);
    assertThat(sums()).isEmpty();
  }

  @Test
  void term_isBounded() {
    for (Instant until : List.of(in(Duration.ofDays(-1)), in(Duration.ofDays(182)))) {
      assertProblem(ask(examiner, until), 422, "SECRECY_TERM_INVALID");
    }
    assertThat(
            ask(
                    examiner,
                    Map.of("ground", "TASTE", "legalBasis", "2026-C-17", "until", text(in(TERM))))
                .statusCode())
        .isEqualTo(422);
    assertThat(sums()).isEmpty();
    assertThatThrownBy(() -> new SecrecyTerms(Duration.ofDays(732), Clock.systemUTC()))
        .hasMessageContaining("tallystick.audit.secrecy.longest");
  }

  @Test
  void services_keepNothingFromAPerson() throws Exception {
    Event open = Event.parse(new TestEvents(Clock.systemUTC()).freeze(exchange.subject));
    Event hidden =
        Event.of(
            open.seed(), open.stub().sealedBy(authority, in(TERM)), open.body(), open.internal());

    assertProblem(LogApi.append(hidden.toRequestJson()), 403, "SEALING_NOT_ALLOWED");
  }
}
