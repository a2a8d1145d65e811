package dev.tallystick.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.Receipt;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogProof;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The log over HTTP: what an appender, a follower, an auditor and a stranger get, and what they are
 * refused.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LogApiTest {
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";

  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final String consentService = service("consent-service");

  private static String service(String client) {
    return Tokens.claims("service").audience("audit-service").claim("azp", client).sign();
  }

  private static String auditor(String scope) {
    return Tokens.claims("auditor").audience("audit-service").claim("audit_scope", scope).sign();
  }

  private Response append(byte[] event) {
    return given().auth().oauth2(consentService).contentType(JSON).body(event).post("/v1/entries");
  }

  private static NoteVerifier log() throws Exception {
    return NoteVerifier.parse(given().get("/log/vkey").asString().trim());
  }

  private static void assertProved(byte[] request, Map<String, Object> answer) throws Exception {
    Event event = Event.parse(request);
    SignedNote note = SignedNote.parse(text(answer, "checkpoint"));
    Checkpoint checkpoint = Checkpoint.parse(note.verify(log()).text());
    Hash entry = EntryHash.entry(number(answer, "recordedMillis"), event.hashes());
    List<Hash> path = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(answer.get("inclusionProof")))
        .forEach(hash -> path.add(Hash.fromBase64((String) hash)));
    InclusionProof proof = new InclusionProof(number(answer, "index"), path);
    assertThat(answer).containsEntry("eventId", event.id().toString());
    assertThat(proof.proves(Merkle.leafHash(entry), checkpoint)).isTrue();
  }

  private static String text(Map<String, Object> answer, String name) {
    return (String) Objects.requireNonNull(answer.get(name));
  }

  private static long number(Map<String, Object> answer, String name) {
    return ((Number) Objects.requireNonNull(answer.get(name))).longValue();
  }

  private static void assertProblem(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("code")).isEqualTo(code);
  }

  @Test
  void append_isAnsweredWithAProofThatHolds() throws Exception {
    byte[] event = events.freeze();

    Response response = append(event);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    assertProved(event, response.jsonPath().getMap("$"));
  }

  @Test
  void append_ofTheSameEventIsAnsweredWithTheSameEntry() throws Exception {
    byte[] event = events.freeze();
    Map<String, Object> first = append(event).jsonPath().getMap("$");
    append(events.freeze());

    Response again = append(event);

    assertThat(again.statusCode()).isEqualTo(200);
    Map<String, Object> answer = again.jsonPath().getMap("$");
    assertThat(answer).containsEntry("index", first.get("index"));
    assertThat(answer).containsEntry("recordedMillis", first.get("recordedMillis"));
    assertProved(event, answer);
  }

  @Test
  void appendBatch_answersEachLineInItsPlace() throws Exception {
    byte[] one = events.freeze();
    byte[] two = events.freeze();
    String body =
        new String(one, UTF_8)
            + "\n{\"no\":\"event\"}\n\n"
            + new String(two, UTF_8)
            + "\r\n"
            + new String(one, UTF_8);

    Response response =
        given()
            .auth()
            .oauth2(consentService)
            .contentType(NDJSON)
            .body(body.getBytes(UTF_8))
            .post("/v1/entries");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<String> lines = response.asString().lines().toList();
    assertThat(lines).hasSize(4);
    assertProved(one, new io.restassured.path.json.JsonPath(lines.get(0)).getMap("$"));
    assertThat(lines.get(1)).contains("\"status\":422").contains("\"code\":");
    assertProved(two, new io.restassured.path.json.JsonPath(lines.get(2)).getMap("$"));
    assertProved(one, new io.restassured.path.json.JsonPath(lines.get(3)).getMap("$"));
  }

  @Test
  void appendBatch_withTooManyLinesOrNoneIsRefusedWhole() {
    String event = new String(events.freeze(), UTF_8) + "\n";

    assertProblem(
        given()
            .auth()
            .oauth2(consentService)
            .contentType(NDJSON)
            .body(event.repeat(1001).getBytes(UTF_8))
            .post("/v1/entries"),
        413,
        "BATCH_TOO_LARGE");
    assertProblem(
        given()
            .auth()
            .oauth2(consentService)
            .contentType(NDJSON)
            .body(new byte[] {'\n'})
            .post("/v1/entries"),
        422,
        "BATCH_EMPTY");
  }

  @Test
  void append_forSomebodyElseIsRefused() {
    Response otherSource =
        given()
            .auth()
            .oauth2(service("data-vault"))
            .contentType(JSON)
            .body(events.freeze())
            .post("/v1/entries");
    byte[] vaultsEvent =
        new String(events.freeze(), UTF_8)
            .replace("\"source\":\"consent-service\"", "\"source\":\"data-vault\"")
            .getBytes(UTF_8);
    Response otherType =
        given()
            .auth()
            .oauth2(service("data-vault"))
            .contentType(JSON)
            .body(vaultsEvent)
            .post("/v1/entries");

    assertProblem(otherSource, 403, "SOURCE_NOT_CALLER");
    assertProblem(otherType, 403, "TYPE_NOT_ALLOWED");
  }

  @Test
  void append_ofWhatIsNoEventNamesFieldAndRuleAndRepeatsNoValue() {
    String secret = "Zebra-Canary";
    Response unknownField =
        append(
            new String(events.freeze(), UTF_8)
                .replace("\"stoppedAt\"", "\"" + secret + "\":1,\"stoppedAt\"")
                .getBytes(UTF_8));
    Response malformed = append(("{\"seed\":" + secret).getBytes(UTF_8));
    Response wrongLabel =
        append(
            new String(events.freeze(), UTF_8)
                .replaceFirst("\"labels\":\\[\"....", "\"labels\":[\"0000")
                .getBytes(UTF_8));

    assertThat(unknownField.statusCode()).isEqualTo(422);
    assertThat(unknownField.jsonPath().getString("field")).startsWith("body.data");
    assertThat(unknownField.asString()).doesNotContain(secret);
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.asString()).doesNotContain(secret);
    assertThat(wrongLabel.statusCode()).isEqualTo(422);
    assertThat(wrongLabel.jsonPath().getString("field")).startsWith("stub.labels");
  }

  @Test
  void append_onAMovedGuardIsRefusedWithWhatToDo() {
    String consent = "con_" + EventId.draw(System.currentTimeMillis(), new SecureRandom());
    assertThat(append(events.consent(consent, Map.of("consent/" + consent, 0L))).statusCode())
        .isEqualTo(201);

    Response late = append(events.consent(consent, Map.of("consent/" + consent, 0L)));

    assertProblem(late, 409, "GUARD_MOVED");
    assertThat(late.jsonPath().getString("field")).isEqualTo("stub.guards");
  }

  @Test
  void receipt_verifiesOfflineInBothForms() throws Exception {
    byte[] request = events.freeze();
    append(request);
    Event event = Event.parse(request);

    byte[] json =
        given().auth().oauth2(consentService).get("/v1/receipts/" + event.id()).asByteArray();
    String text =
        given()
            .auth()
            .oauth2(consentService)
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
            .oauth2(consentService)
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
              .oauth2(consentService)
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
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(700);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              append(events.freeze());
            });
    later.start();

    Response response =
        given().auth().oauth2(consentService).get("/v1/feed?wait=20&after=" + after);
    later.join();

    assertThat(response.jsonPath().getList("entries")).isNotEmpty();
    assertThat(response.jsonPath().getLong("entries[0].index")).isGreaterThan(after);
  }

  @Test
  void feed_refusesTypesThatAreNotTheClientsAndParametersOutOfRange() {
    assertProblem(
        given().auth().oauth2(consentService).get("/v1/feed?types=dev.tallystick.audit.read.v1"),
        403,
        "FEED_TYPE_NOT_ALLOWED");
    for (String query : List.of("after=-2", "limit=0", "limit=1001", "wait=26")) {
      assertProblem(
          given().auth().oauth2(consentService).get("/v1/feed?" + query), 422, "PARAMETER_INVALID");
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

  @Test
  void openings_outsideTheEngagementComeAsHashes() throws Exception {
    String consent = "con_0198c0de-0000-7000-8000-0000000000aa";
    long mine = number(append(events.consent(consent, Map.of())).jsonPath().getMap("$"), "index");
    long notMine = number(append(events.freeze()).jsonPath().getMap("$"), "index");

    String lines =
        given()
            .auth()
            .oauth2(auditor("ride-west"))
            .get("/v1/openings?from=" + mine + "&to=" + (notMine + 1))
            .asString();

    List<String> all = lines.lines().toList();
    JsonObject first = (JsonObject) CanonicalJson.parseMessage(all.get(0).getBytes(UTF_8));
    JsonObject last =
        (JsonObject) CanonicalJson.parseMessage(all.get(all.size() - 1).getBytes(UTF_8));
    assertThat(first.getObject("opening").getObject("body").has("value")).isTrue();
    assertThat(last.getObject("opening").getObject("stub").has("value")).isTrue();
    assertThat(last.getObject("opening").getObject("body").has("value")).isFalse();
    assertThat(last.getObject("opening").getObject("internal").has("hash")).isTrue();
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
    append(events.freeze());
    Thread.sleep(1500);

    Response checkpoint = given().get("/log/checkpoint");
    long size =
        Checkpoint.parse(SignedNote.parse(checkpoint.asByteArray()).verify(log()).text()).size();
    int width = (int) (size % 256);
    Response tile = given().urlEncodingEnabled(false).get("/log/tile/0/000.p/" + width);
    Response bundle = given().urlEncodingEnabled(false).get("/log/tile/entries/000.p/" + width);

    assertThat(size).isPositive();
    assertThat(checkpoint.contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(checkpoint.header("Cache-Control")).isEqualTo("public, max-age=1");
    assertThat(tile.contentType()).isEqualTo("application/octet-stream");
    assertThat(tile.header("Cache-Control")).contains("immutable");
    assertThat(tile.asByteArray()).hasSize(width * 32);
    assertThat(bundle.asByteArray()).hasSize(width * 34);
    for (String path :
        List.of("0/001", "0/000.p/256", "0/0", "0/000.p/0", "64/000", "entries/x001/000", "a/b")) {
      assertProblem(given().urlEncodingEnabled(false).get("/log/tile/" + path), 404, "NOT_FOUND");
    }
  }
}
