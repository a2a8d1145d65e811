package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.append;
import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.log;
import static dev.tallystick.audit.LogApi.number;
import static dev.tallystick.audit.LogApi.service;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TlogProof;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What an appender, a follower, an auditor and a stranger read over HTTP, and what they are
 * refused.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReadApiTest {
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Inject DataSource database;

  @Test
  void openings_whileTheReadCannotBeLogged_areNotShown() throws Exception {
    byte[] request = events.freeze();
    long index = append(request).jsonPath().getLong("index");
    try (Connection stuck = database.getConnection();
        Statement lock = stuck.createStatement()) {
      stuck.setAutoCommit(false);
      lock.execute("select 1 from log_state for update");
      Response refused =
          given()
              .auth()
              .oauth2(auditor("*"))
              .get("/v1/openings?from=%d&to=%d".formatted(index, index + 1));
      stuck.rollback();
      stuck.setAutoCommit(true);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.asString()).doesNotContain(Event.parse(request).id().toString());
    }
  }

  @Test
  void receipt_verifiesOfflineInBothForms() throws Exception {
    byte[] request = events.freeze();
    append(request);
    Event event = Event.parse(request);

    byte[] json =
        given().auth().oauth2(CONSENT_SERVICE).get("/v1/receipts/" + event.id()).asByteArray();
    String text =
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .accept("text/plain")
            .get("/v1/receipts/" + event.id())
            .asString();

    Receipt receipt = Receipt.parse(json);
    Hash entry = receipt.opening().entry();
    assertThat(receipt.verify(log())).isNotNull();
    assertThat(TlogProof.parse(text).verify(Merkle.leafHash(entry), log())).isNotNull();
    JsonObject document = (JsonObject) CanonicalJson.parseMessage(json);
    assertThat(document.getString("grade")).isEqualTo("durable");
    assertThat(document.getString("policyHash"))
        .isEqualTo(Hash.sha256(given().get("/log/policy").asByteArray()).hex());
  }

  @Test
  void receipt_ofAnotherServiceOrOfNothingIsNotFound() throws Exception {
    byte[] request = events.freeze();
    append(request);
    String id = Event.parse(request).id().toString();
    long before = System.currentTimeMillis();

    Response others = given().auth().oauth2(service("data-vault")).get("/v1/receipts/" + id);
    Response nothing =
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .get("/v1/receipts/" + Event.parse(events.freeze()).id());

    assertProblem(others, 404, "ENTRY_UNKNOWN");
    assertProblem(nothing, 404, "ENTRY_UNKNOWN");
    assertThat(nothing.jsonPath().getLong("asOfMillis")).isGreaterThanOrEqualTo(before);
    Map<String, Object> later = append(events.freeze()).jsonPath().getMap("$");
    assertThat(number(later, "recordedMillis"))
        .isGreaterThanOrEqualTo(nothing.jsonPath().getLong("asOfMillis"));
  }

  @Test
  void feed_givesEveryEntryOnceInOrder() {
    long after = number(append(events.freeze()).jsonPath().getMap("$"), "index");
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      expected.add(number(append(events.freeze()).jsonPath().getMap("$"), "index"));
    }

    List<Long> seen = new ArrayList<>();
    long cursor = after;
    for (int page = 0; page < 10 && seen.size() < 7; page++) {
      Response response =
          given()
              .auth()
              .oauth2(CONSENT_SERVICE)
              .get("/v1/feed?limit=3&types=dev.tallystick.freeze.set.v1&after=" + cursor);
      assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
      response.jsonPath().getList("entries.index", Long.class).forEach(seen::add);
      cursor = response.jsonPath().getLong("next");
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void feed_waitsForWhatComes() throws Exception {
    long after = number(append(events.freeze()).jsonPath().getMap("$"), "index");
    String query = "/v1/feed?types=dev.tallystick.freeze.set.v1&after=" + after + "&wait=";
    long asked = System.nanoTime();

    Response nothing = given().auth().oauth2(CONSENT_SERVICE).get(query + 1);
    Duration waited = Duration.ofNanos(System.nanoTime() - asked);
    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(() -> given().auth().oauth2(CONSENT_SERVICE).get(query + 20));
    long next = number(append(events.freeze()).jsonPath().getMap("$"), "index");

    assertThat(nothing.jsonPath().getList("entries")).isEmpty();
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    assertThat(waiting.get(60, TimeUnit.SECONDS).jsonPath().getLong("entries[0].index"))
        .isEqualTo(next);
  }

  /** Each of the suite's followers waits most of the time; none of them asks the database then. */
  @Test
  void feed_thatWaits_readsOnceAtItsBeginning_andOnceAtItsEnd() {
    long after = number(append(events.freeze()).jsonPath().getMap("$"), "index");
    double before = feedReads();

    Response nothing =
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .get("/v1/feed?types=dev.tallystick.freeze.set.v1&wait=3&after=" + after);

    assertThat(nothing.jsonPath().getList("entries")).isEmpty();
    // A look may take what this process has just logged, a root of the index, for another's.
    assertThat(feedReads() - before).isBetween(2.0, 5.0);
  }

  private static double feedReads() {
    return Metrics.globalRegistry.counter("tallystick.feed.reads").count();
  }

  @Test
  void feed_refusesTypesThatAreNotTheClientsAndParametersOutOfRange() {
    assertProblem(
        given().auth().oauth2(CONSENT_SERVICE).get("/v1/feed?types=dev.tallystick.audit.read.v1"),
        403,
        "FEED_TYPE_NOT_ALLOWED");
    for (String query : List.of("after=-2", "limit=0", "limit=1001", "wait=26")) {
      assertProblem(
          given().auth().oauth2(CONSENT_SERVICE).get("/v1/feed?" + query),
          422,
          "PARAMETER_INVALID");
    }
  }

  @Test
  void openings_areReadOnlyAfterTheReadIsLogged() throws Exception {
    byte[] request = events.freeze();
    long index = number(append(request).jsonPath().getMap("$"), "index");

    Response response =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=" + index + "&to=" + (index + 1));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    JsonObject line =
        (JsonObject) CanonicalJson.parseMessage(response.asString().trim().getBytes(UTF_8));
    assertThat(line.getObject("opening").getObject("body").getObject("value").getString("id"))
        .isEqualTo(Event.parse(request).id().toString());
    long logged = Long.parseLong(response.header("Audit-Index"));
    String record =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=" + logged + "&to=" + (logged + 1))
            .asString();
    assertThat(record).contains("dev.tallystick.audit.read.v1").contains("\"firstIndex\":" + index);
  }

  /** Anybody computes the labels of parties, so one stub would tell who trades with whom. */
  @Test
  void openings_outsideTheEngagementAreLeafHashesAndTellNoTrade() throws Exception {
    String consent = "con_0198c0de-0000-7000-8000-0000000000aa";
    long mine = number(append(events.consent(consent, Map.of())).jsonPath().getMap("$"), "index");
    long notMine = number(append(events.freeze()).jsonPath().getMap("$"), "index");

    List<String> all = openings(auditor("ride-west"), mine, notMine + 1);

    assertThat(all.get(0)).contains("\"value\"").contains("dev.tallystick.consent.given.v1");
    BulkOpening outside = BulkOpening.parse(all.get(all.size() - 1).getBytes(UTF_8));
    BulkOpening whole =
        BulkOpening.parse(openings(auditor("*"), notMine, notMine + 1).get(0).getBytes(UTF_8));
    assertThat(outside.opening()).isEmpty();
    assertThat(outside.isOf(whole.opening().orElseThrow().entry())).isTrue();
    assertThat(all.get(all.size() - 1))
        .isEqualTo(
            "{\"index\":%d,\"leaf\":\"%s\"}"
                .formatted(notMine, outside.leaf().orElseThrow().hex()));

    List<String> stranger = openings(auditor("bank-nobody-knows"), mine, mine + 1);
    assertThat(stranger.get(0))
        .as("neither a label of its parties nor what it is")
        .doesNotContain(EventLabels.ofParty("ride-west").hex())
        .doesNotContain("opening");
  }

  @Test
  void openings_showEveryAuditorTheKeysOfTheMarket() throws Exception {
    byte[] key = new TestParties(Clock.systemUTC()).key("bureau-of-others", SigningKey.draw());
    long index = number(append(key).jsonPath().getMap("$"), "index");

    BulkOpening line =
        BulkOpening.parse(openings(auditor("ride-west"), index, index + 1).get(0).getBytes(UTF_8));

    assertThat(line.opening().orElseThrow().body().value()).isPresent();
    assertThat(line.opening().orElseThrow().internal().value())
        .as("what its appender and auditors keep stays theirs")
        .isEmpty();
  }

  private static List<String> openings(String token, long from, long to) {
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/openings?from=" + from + "&to=" + to)
        .asString()
        .lines()
        .toList();
  }

  @Test
  void openings_withoutEngagementOrRangeAreRefused() {
    append(events.freeze());
    assertProblem(
        given().auth().oauth2(Tokens.withRoles("auditor")).get("/v1/openings?from=0&to=1"),
        403,
        "OUT_OF_AUDIT_SCOPE");
    for (String query :
        List.of(
            "purpose=x",
            "from=0",
            "from=-1&to=1",
            "from=0&to=0",
            "from=0&to=99999999",
            "from=999999&to=1000000")) {
      assertProblem(
          given().auth().oauth2(auditor("*")).get("/v1/openings?" + query), 422, "RANGE_INVALID");
    }
  }

  @Test
  void publicFiles_haveTheTypesAndCacheHeadersOfTheSpecification() throws Exception {
    long index = number(append(events.freeze()).jsonPath().getMap("$"), "index");
    assertThat(TestAcknowledgements.seen(index).size()).isGreaterThan(index);

    Response checkpoint = given().get("/log/checkpoint");
    long size =
        Checkpoint.parse(SignedNote.parse(checkpoint.asByteArray()).verify(log()).text()).size();
    Tile newest = Tile.holding(0, size - 1, size);
    int width = newest.width();
    Tile entries = new Tile(Tile.ENTRIES, newest.index(), width);
    Response tile = given().urlEncodingEnabled(false).get("/log/" + newest.path());
    Response bundle = given().urlEncodingEnabled(false).get("/log/" + entries.path());

    assertThat(size).isPositive();
    assertThat(checkpoint.contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(checkpoint.header("Cache-Control")).isEqualTo("public, max-age=1");
    assertThat(tile.contentType()).isEqualTo("application/octet-stream");
    assertThat(tile.header("Cache-Control")).contains("immutable");
    assertThat(tile.asByteArray()).hasSize(width * 32);
    assertThat(bundle.asByteArray()).hasSize(width * 34);
    for (String path :
        List.of("0/900", "0/000.p/256", "0/0", "0/000.p/0", "64/000", "entries/x001/000", "a/b")) {
      assertProblem(given().urlEncodingEnabled(false).get("/log/tile/" + path), 404, "NOT_FOUND");
    }
  }
}
