package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.number;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.detector.DetectorRepository;
import dev.tallystick.audit.detector.DetectorSettings;
import dev.tallystick.audit.detector.WatchDetectors;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Invented persons: whoever uses them is noticed, and nobody but the authority learns who they are.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class HoneyTest {
  private static final String AUTHORITY = party("regulator", "the-authority");

  @Inject DataSource database;
  @Inject WatchDetectors.Sources sources;
  @Inject DetectorRepository rows;
  @Inject LogStateRepository states;
  @Inject OwnEvents log;

  private TestExchange exchange;

  @BeforeEach
  void signUp() {
    exchange = new TestExchange();
    // What other tests have logged about persons of theirs is looked at before.
    look("TEST_BEFORE");
  }

  @Test
  void entryAboutAHoneyPerson_raisesAnAlarm_thatNamesNobody() throws Exception {
    String name = "TEST_TOUCHED";
    String honey = marked().path("honey");
    Logged planted = exchange.correction(Optional.empty());
    plant(honey, planted);
    look(name);
    assertThat(alarms(name, AUTHORITY)).as("what the authority has planted").isEmpty();

    Logged touched = exchange.first();
    look(name);
    look(name);

    List<Map<String, Object>> alarms = alarms(name, AUTHORITY);
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0))
        .containsEntry("observed", 1)
        .containsEntry("expected", 0)
        .containsEntry("severity", "ALARM")
        .doesNotContainKey("party");
    assertThat(alarms.toString()).doesNotContain(exchange.subject);
    String opening = opening(alarms.get(0), auditor("*"));
    assertThat(opening)
        .contains(touched.event().id().toString())
        .doesNotContain(exchange.subject, planted.event().id().toString());
    for (String party : List.of(exchange.platform, exchange.bureau)) {
      assertThat(alarms(name, auditor(party))).as("those who have done it").isEmpty();
      assertThat(opening(alarms.get(0), auditor(party))).doesNotContain(name);
    }
  }

  /** Whatever its type is; the detectors count nothing of corrections. */
  @Test
  void entryOfAnyType_isATouch() {
    String name = "TEST_ANY_TYPE";
    marked();
    Logged unused = exchange.correction(Optional.empty());

    look(name);

    assertThat(alarms(name, AUTHORITY)).hasSize(1);
  }

  @Test
  void whatIsPlantedInItsTime_raisesNothing() {
    String name = "TEST_PLANTING";
    Response marked =
        post(
            "/v1/honey",
            mark(exchange.subject)
                .put("plantUntil", time(Instant.now().plus(Duration.ofHours(1))))
                .build());
    assertThat(marked.statusCode()).as(marked.asString()).isEqualTo(201);
    Logged unused = exchange.first();

    look(name);

    assertThat(alarms(name, AUTHORITY)).isEmpty();
  }

  @Test
  void personWithoutAMark_isNoHoney() {
    String name = "TEST_OTHERS";
    marked();
    Logged unused = new TestExchange().first();

    look(name);

    assertThat(alarms(name, AUTHORITY)).isEmpty();
  }

  /** Nobody's uses can be watched who has had any: an authority must not do that to a person. */
  @Test
  void personOfWhomTheLogKnows_cannotBeMarked() {
    Logged unused = exchange.first();
    awaitIndex(states.find().orElseThrow().size());

    Response refused = post("/v1/honey", mark(exchange.subject).build());

    LogApi.assertProblem(refused, 409, "HONEY_PERSON_KNOWN");
  }

  @Test
  void mark_isMadeOnce_andNoTokenIsKept() throws Exception {
    Response first = marked();
    Logged unused = exchange.first();
    awaitIndex(states.find().orElseThrow().size());

    Response second = post("/v1/honey", mark(exchange.subject).build());

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.path("honey").toString()).isEqualTo(first.path("honey"));
    String list = given().auth().oauth2(AUTHORITY).get("/v1/honey").asString();
    assertThat(list).contains(first.path("honey").toString()).doesNotContain(exchange.subject);
    assertThat(table()).isNotEmpty().doesNotContain(exchange.subject);
  }

  @Test
  void mark_withATermThatIsTooLong_isRefused() {
    JsonObject request =
        mark(exchange.subject)
            .put("plantUntil", time(Instant.now().plus(Duration.ofDays(31))))
            .build();

    LogApi.assertProblem(post("/v1/honey", request), 422, "HONEY_TERM_INVALID");
  }

  @Test
  void list_isForTheAuthorityAlone() {
    for (String token : List.of(auditor("*"), party("bureau", exchange.bureau))) {
      assertThat(given().auth().oauth2(token).get("/v1/honey").statusCode()).isEqualTo(403);
    }
    assertThat(given().get("/v1/honey").statusCode()).isEqualTo(401);
  }

  @Test
  void sightingThatAReleaseExplains_namesIt_andRaisesNothing() {
    marked();
    Logged first = exchange.first();
    Logged sold = exchange.second(first);
    awaitIndex(states.find().orElseThrow().size());

    Response answer = sighted(exchange.lender, Instant.now());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat((boolean) answer.path("explained")).isTrue();
    assertThat(answer.<List<String>>path("releases.event"))
        .containsExactly(sold.event().id().toString());
    assertThat(answer.<Object>path("event")).isNull();
    assertThat(alarms("HONEY_SIGHTED", auditor(exchange.lender))).isEmpty();
  }

  @Test
  void sightingThatNothingExplains_isLoggedOnce_andTellsThePartyNoToken() {
    marked();
    Logged first = exchange.first();
    Logged unused = exchange.second(first);
    String stranger = new TestExchange().lender;
    awaitIndex(states.find().orElseThrow().size());
    Instant seenAt = Instant.now();

    Response answer = sighted(stranger, seenAt);
    Response again = sighted(stranger, seenAt);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat((boolean) answer.path("explained")).isFalse();
    assertThat(again.path("event").toString()).isEqualTo(answer.path("event"));
    List<Map<String, Object>> alarms = alarms("HONEY_SIGHTED", auditor(stranger));
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0))
        .containsEntry("anomaly", answer.path("anomaly"))
        .containsEntry("party", stranger)
        .containsEntry("severity", "ALARM");
    assertThat(Objects.requireNonNull(alarms.get(0).get("from")).toString())
        .endsWith("T00:00:00.000Z");
    assertThat(opening(alarms.get(0), auditor(stranger)))
        .contains(answer.path("anomaly").toString())
        .doesNotContain(exchange.subject, first.event().id().toString());
  }

  /** What a party got later is no explanation of what it had before. */
  @Test
  void sightingBeforeTheRelease_isNotExplainedByIt() {
    marked();
    Instant before = Instant.now().minus(Duration.ofMinutes(1));
    Logged first = exchange.first();
    Logged unused = exchange.second(first);
    awaitIndex(states.find().orElseThrow().size());

    assertThat(sighted(exchange.lender, before).statusCode()).isEqualTo(201);
  }

  /** Nobody is looked up by this whom the authority has not invented. */
  @Test
  void sightingOfAPersonWithoutAMark_isUnknown() {
    LogApi.assertProblem(sighted(exchange.lender, Instant.now()), 404, "HONEY_UNKNOWN");
  }

  @Test
  void sightingInTheFuture_orAtNobody_isRefused() {
    marked();

    LogApi.assertProblem(
        sighted(exchange.lender, Instant.now().plus(Duration.ofHours(1))),
        422,
        "HONEY_TERM_INVALID");
    LogApi.assertProblem(sighted("nobody-at-all", Instant.now()), 422, "HONEY_TERM_INVALID");
  }

  private static JsonObject.Builder mark(String subject) {
    return JsonObject.builder().put("subject", subject).put("ref", "case-7");
  }

  private Response marked() {
    Response marked = post("/v1/honey", mark(exchange.subject).build());
    assertThat(marked.statusCode()).as(marked.asString()).isEqualTo(201);
    return marked;
  }

  private static void plant(String honey, Logged planted) {
    Response answer =
        post(
            "/v1/honey/" + honey + "/plants",
            JsonObject.builder()
                .put("events", JsonArray.ofStrings(List.of(planted.event().id().toString())))
                .build());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat((int) answer.path("plants")).isEqualTo(1);
  }

  /** The log grows by its own index roots, so the index may have to come up to now first. */
  private Response sighted(String party, Instant seenAt) {
    JsonObject request =
        JsonObject.builder()
            .put("subject", exchange.subject)
            .put("party", party)
            .put("seenAt", time(seenAt))
            .build();
    return await()
        .atMost(60, SECONDS)
        .until(() -> post("/v1/honey/sightings", request), told -> told.statusCode() != 503);
  }

  private static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  private static Response post(String path, JsonObject body) {
    return given()
        .auth()
        .oauth2(AUTHORITY)
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  private void look(String name) {
    DetectorSettings settings =
        DetectorSettings.parse(
            """
            {"detectors":[{"name":"%s","kind":"HONEY","window":"PT1H","threshold":1,"keep":1000,"severity":"ALARM"}]}
            """
                .formatted(name)
                .getBytes(UTF_8));
    WatchDetectors watch = new WatchDetectors(sources, settings, rows, log, Clock.systemUTC());
    await().atMost(60, SECONDS).pollInSameThread().until(watch::look);
  }

  private List<Map<String, Object>> alarms(String detector, String token) {
    awaitIndex(states.find().orElseThrow().size());
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/anomalies?limit=200")
        .jsonPath()
        .getList("anomalies.findAll { it.detector == '" + detector + "' }");
  }

  private static String opening(Map<String, Object> alarm, String token) {
    long index = number(alarm, "index");
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/openings?from=%d&to=%d".formatted(index, index + 1))
        .asString();
  }

  private String table() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select string_agg(h::text, ' ') from honey_person h")) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
