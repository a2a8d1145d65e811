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
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From entries that parties cause to the alarm that watchers read, and its end. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DetectorsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LIMIT = 3;
  private static final Duration WINDOW = Duration.ofHours(1);

  @Inject DataSource database;
  @Inject WatchDetectors.Sources sources;
  @Inject DetectorRepository rows;
  @Inject LogStateRepository states;
  @Inject OwnEvents log;

  private final TestClock clock = TestClock.running();
  private TestExchange exchange;

  @BeforeEach
  void signUp() {
    exchange = new TestExchange();
    // What other tests have logged, and what is open of them, is not about these parties.
    look(watch(counting("TEST_NOTHING", "QUERY", "PARTY", 1_000_000)));
  }

  private static String counting(String name, String counts, String by, int threshold) {
    return detector(
        name, "COUNT", threshold, "\"counts\":\"%s\",\"by\":\"%s\"".formatted(counts, by));
  }

  private static String detector(String name, String kind, int threshold, String more) {
    return """
        {"name":"%s","kind":"%s","window":"%s","threshold":%d,"keep":1000,"severity":"ALARM",%s}
        """
        .formatted(name, kind, WINDOW, threshold, more);
  }

  private WatchDetectors watch(String... detectors) {
    DetectorSettings settings =
        DetectorSettings.parse(
            ("{\"detectors\":[" + String.join(",", detectors) + "]}").getBytes(UTF_8));
    return new WatchDetectors(sources, settings, rows, log, clock);
  }

  private static void look(WatchDetectors watch) {
    await().atMost(60, SECONDS).pollInSameThread().until(watch::look);
  }

  /** What an auditor of a party reads, once the index has it. */
  private List<Map<String, Object>> alarms(String detector, String token) {
    awaitIndex(states.find().orElseThrow().size());
    JsonPath answer = given().auth().oauth2(token).get("/v1/anomalies?limit=200").jsonPath();
    return answer.getList("anomalies.findAll { it.detector == '" + detector + "' }");
  }

  private List<Map<String, Object>> ofLender(String detector) {
    return alarms(detector, auditor(exchange.lender));
  }

  private List<Logged> queries(int count) {
    Logged first = exchange.first();
    return IntStream.range(0, count).mapToObj(unused -> exchange.second(first)).toList();
  }

  @Test
  void burst_isRaisedOnce_whateverRestarts_andClearedAfterAQuietWindow() {
    String name = "TEST_BURST";
    String detector = counting(name, "QUERY", "PARTY", LIMIT);
    WatchDetectors watch = watch(detector);
    List<Logged> unused = queries(LIMIT);
    look(watch);
    assertThat(ofLender(name)).as("as many as may be").isEmpty();

    Logged last = queries(1).get(0);
    look(watch);
    look(watch);
    look(watch(detector));
    assertThat(ofLender(name)).hasSize(1);
    Map<String, Object> raised = ofLender(name).get(0);
    assertThat(raised)
        .containsEntry("party", exchange.lender)
        .containsEntry("severity", "ALARM")
        .containsEntry("observed", LIMIT + 1)
        .containsEntry("expected", LIMIT)
        .doesNotContainKey("cleared");
    assertThat(opening(raised)).contains(last.event().id().toString());

    clock.pass(WINDOW.dividedBy(2));
    look(watch(detector));
    assertThat(ofLender(name).get(0)).doesNotContainKey("cleared");

    clock.pass(WINDOW.dividedBy(2));
    look(watch(detector));
    assertThat(ofLender(name)).hasSize(1);
    assertThat(ofLender(name).get(0)).containsKey("cleared");
  }

  @Test
  void refusals_countBesideWhatWasSold() {
    String name = "TEST_REFUSED";
    byte[] refusal =
        new TestEvents(clock)
            .denial(
                exchange.subject, exchange.bureau, exchange.lender, "PURPOSE_NOT_PERMITTED", "R26");
    WatchDetectors watch = watch(counting(name, "QUERY", "PARTY", 1));
    assertThat(LogApi.append(refusal).statusCode()).isEqualTo(201);
    List<Logged> unused = queries(1);

    look(watch);

    assertThat(ofLender(name)).hasSize(1);
  }

  /** The person reads it in their list; the table and the answer name neither them nor a token. */
  @Test
  void manyLendersOnOnePerson_standInTheirList_andNameNobodyElsewhere() throws Exception {
    String name = "TEST_LENDERS";
    String other = new TestExchange().lender;
    Logged first = exchange.first();
    Logged unused = exchange.second(first);
    long index =
        TestExchange.logAs(
            "bureau-service",
            exchange
                .releases
                .release2(exchange.subject, exchange.bureau, other, first.event().id())
                .request());
    assertThat(index).isPositive();

    look(watch(detector(name, "PARTIES", 1, "\"counts\":\"QUERY\",\"by\":\"PERSON\"")));

    List<Map<String, Object>> alarms = alarms(name, party("regulator", "the-authority"));
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0)).doesNotContainKey("party").containsEntry("observed", 2);
    assertThat(alarms.toString()).doesNotContain(exchange.subject);
    assertThat(ofLender(name)).as("an alarm about nobody's party").isEmpty();
    assertThat(opening(alarms.get(0))).contains(exchange.subject);
    assertThat(table()).contains(name).doesNotContain(exchange.subject);
  }

  @Test
  void staffBurst_isRaisedAboutTheirParty_andDoesNotNameThem() throws Exception {
    String name = "TEST_STAFF";
    String clerk = "clerk-" + Long.toHexString(RANDOM.nextLong());
    for (int i = 0; i <= LIMIT; i++) {
      staffRead(clerk);
    }
    staffRead("another-" + clerk);

    look(watch(counting(name, "STAFF_READ", "STAFF", LIMIT)));

    List<Map<String, Object>> alarms = alarms(name, auditor(exchange.bureau));
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0)).containsEntry("observed", LIMIT + 1);
    assertThat(opening(alarms.get(0))).doesNotContain(clerk);
    assertThat(table()).contains(name).doesNotContain(clerk).doesNotContain(exchange.subject);
  }

  @Test
  void inquiriesWithoutADecision_areNoticedWhenTimeToDecideIsOver() throws Exception {
    String name = "TEST_UNDECIDED";
    String detector =
        detector(
            name,
            "UNDECIDED",
            2,
            "\"purposes\":[\"LOAN_APPROVAL\"],\"patience\":\"PT2H\",\"percent\":60");
    WatchDetectors watch = watch(detector);
    List<Logged> sold = queries(4);
    decide(sold.get(0));
    look(watch);
    clock.pass(Duration.ofMinutes(110));
    look(watch);
    assertThat(ofLender(name)).as("they may still decide").isEmpty();

    clock.pass(Duration.ofMinutes(60));
    look(watch(detector));

    assertThat(ofLender(name)).hasSize(1);
    assertThat(ofLender(name).get(0)).containsEntry("observed", 3).containsEntry("expected", 2);
  }

  @Test
  void look_leavesItToAnotherReplicaThatLooks() throws Exception {
    WatchDetectors watch = watch(counting("TEST_LOCK", "QUERY", "PARTY", LIMIT));
    try (Connection replica = database.getConnection();
        Statement statement = replica.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(Locks.DETECTORS));
      try {
        assertThat(watch.look()).isFalse();
      } finally {
        statement.execute("select pg_advisory_unlock_all()");
      }
    }
    look(watch);
  }

  /** The whole body, as an auditor opens it. */
  private static String opening(Map<String, Object> alarm) {
    long index = number(alarm, "index");
    Response opened =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=%d&to=%d".formatted(index, index + 1));
    assertThat(opened.statusCode()).isEqualTo(200);
    return opened.asString();
  }

  private String table() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select string_agg(a::text, ' ') from detector_alarm a")) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private void staffRead(String clerk) throws Exception {
    JsonObject data =
        JsonObject.builder()
            .put("party", exchange.bureau)
            .put("manner", "SCREEN")
            .put("purpose", "SUPPORT")
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .build();
    JsonObject internal = JsonObject.builder().put("staff", clerk).put("ticket", "T-1").build();
    append("staff.read", data, Optional.of(internal));
  }

  private void decide(Logged sold) throws Exception {
    JsonObject data =
        JsonObject.builder()
            .put("report", exchange.releases.id("dcn"))
            .put("inquiry", sold.event().data().getString("inquiry"))
            .put("lender", exchange.lender)
            .put("bureau", exchange.bureau)
            .put("outcome", "APPROVED")
            .put("releases", JsonArray.ofStrings(List.of(sold.event().id().toString())))
            .build();
    append("decision.reported", data, Optional.empty());
  }

  private void append(String type, JsonObject data, Optional<JsonObject> internal)
      throws Exception {
    String client = "bureau-service";
    Body body =
        new Body(
            EventId.draw(exchange.clock.millis(), RANDOM),
            client,
            exchange.clock.millis(),
            Optional.of(exchange.subject),
            data);
    Event event =
        Event.of(
            Seed.draw(RANDOM),
            Event.stubFor(EventTypes.get(type), body, Map.of(), List.of()),
            body,
            internal);
    assertThat(TestExchange.logAs(client, event.toRequestJson())).isPositive();
  }
}
