package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reader gets exactly the entries and the parts that are theirs. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UsageTest {
  private TestExchange exchange;
  private Logged first;
  private Logged second;

  @BeforeEach
  void release() throws Exception {
    exchange = new TestExchange();
    first = exchange.first();
    second = exchange.second(first);
    IndexWitness.awaitRoot(second.index() + 1);
  }

  @AfterEach
  void indexIsThatOfTheStubs() throws Exception {
    IndexWitness.assertServedRootIsThatOfTheStubs();
  }

  private static JsonObject read(String token, String path) throws Exception {
    Response response = given().auth().oauth2(token).get(path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return (JsonObject) CanonicalJson.parseMessage(response.asByteArray());
  }

  private static long size(JsonObject page) {
    return page.getObject("indexRoot")
        .getObject("opening")
        .getObject("body")
        .getObject("value")
        .getObject("data")
        .getInteger("coveredSize");
  }

  private static List<JsonObject> entries(JsonObject page) {
    List<JsonObject> entries = new ArrayList<>();
    for (JsonValue entry : page.getArray("entries").items()) {
      entries.add((JsonObject) entry);
    }
    return entries;
  }

  private static List<Long> indexes(JsonObject page) {
    return entries(page).stream().map(entry -> entry.getInteger("index")).toList();
  }

  private static boolean isShown(JsonObject page, Logged release, String part) {
    JsonObject entry =
        entries(page).stream()
            .filter(one -> one.getInteger("index") == release.index())
            .findFirst()
            .orElseThrow();
    return entry.getObject("opening").getObject(part).has("nonce");
  }

  @Test
  void mine_listsWhatIsAboutMeNewestFirstAndOpensBodiesOnly() throws Exception {
    JsonObject page = read(citizen(exchange.subject), "/v1/me/usage");

    assertThat(page.getString("label")).isEqualTo(EventLabels.ofSubject(exchange.subject).hex());
    assertThat(page.getInteger("count")).isEqualTo(2);
    assertThat(size(page)).isGreaterThan(second.index());
    assertThat(indexes(page)).containsExactly(second.index(), first.index());
    assertThat(isShown(page, first, "stub")).isTrue();
    assertThat(isShown(page, first, "body")).isTrue();
    assertThat(isShown(page, first, "internal")).isFalse();
    assertThat(isShown(page, second, "internal")).isFalse();
  }

  @Test
  void mine_openingsHashToTheEntriesThatWereAppended() throws Exception {
    JsonObject page = read(citizen(exchange.subject), "/v1/me/usage");

    for (JsonObject entry : entries(page)) {
      Opening opening = Opening.parse(entry.getObject("opening"));
      Logged logged = entry.getInteger("index") == first.index() ? first : second;
      assertThat(opening.hashes()).isEqualTo(logged.event().hashes());
    }
  }

  @Test
  void mine_ofSomebodyWithoutEntriesIsEmptyAndComplete() throws Exception {
    JsonObject page = read(citizen(TestEvents.subject()), "/v1/me/usage");

    assertThat(page.getInteger("count")).isZero();
    assertThat(entries(page)).isEmpty();
    assertThat(size(page)).isGreaterThan(second.index());
  }

  @Test
  void mine_ofAnAccountWithoutATokenIsRefused() {
    Response response = given().auth().oauth2(Tokens.withRoles("citizen")).get("/v1/me/usage");

    assertProblem(response, 403, "NOT_THE_SUBJECT");
    assertThat(response.jsonPath().getString("ruleId")).isEqualTo("R41");
  }

  @Test
  void mine_comesInPagesWithoutAGap() throws Exception {
    List<Long> expected = new ArrayList<>(List.of(second.index(), first.index()));
    TestEvents events = new TestEvents(exchange.clock);
    for (int i = 0; i < 5; i++) {
      expected.add(0, TestExchange.log(events.freeze(exchange.subject)));
    }
    IndexWitness.awaitRoot(expected.get(0) + 1);

    List<Long> seen = new ArrayList<>();
    String query = "?limit=3";
    while (query != null) {
      JsonObject page = read(citizen(exchange.subject), "/v1/me/usage" + query);
      assertThat(page.getInteger("count")).isEqualTo(7);
      seen.addAll(indexes(page));
      query = page.findString("next").map(next -> "?limit=3&cursor=" + next).orElse(null);
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void pages_thatAreNoneAreRefused() {
    for (String query :
        List.of("limit=0", "limit=201", "cursor=x", "cursor=AAAA", "cursor=__________8")) {
      assertProblem(
          given().auth().oauth2(citizen(exchange.subject)).get("/v1/me/usage?" + query),
          422,
          "PAGE_INVALID");
    }
  }

  @Test
  void party_seesInternalOfItsOwnReleaseOneOnly() throws Exception {
    JsonObject bureau =
        read(party("bureau", exchange.bureau), "/v1/parties/" + exchange.bureau + "/usage");
    JsonObject platform =
        read(party("platform", exchange.platform), "/v1/parties/" + exchange.platform + "/usage");
    JsonObject lender =
        read(party("lender", exchange.lender), "/v1/parties/" + exchange.lender + "/usage");

    assertThat(isShown(bureau, first, "internal")).isTrue();
    assertThat(isShown(bureau, second, "internal")).isFalse();
    assertThat(isShown(platform, first, "body")).isTrue();
    assertThat(isShown(platform, first, "internal")).isFalse();
    assertThat(indexes(platform)).doesNotContain(second.index());
    assertThat(indexes(lender)).contains(second.index()).doesNotContain(first.index());
  }

  @Test
  void party_ofAnotherIsRefused() {
    Response response =
        given()
            .auth()
            .oauth2(party("lender", exchange.lender))
            .get("/v1/parties/" + exchange.bureau + "/usage");

    assertProblem(response, 403, "NOT_YOUR_PARTY");
  }

  @Test
  void party_isReadByAnAuditorInScopeAfterTheReadIsLogged() throws Exception {
    String token = auditor(exchange.bureau);

    Response response =
        given().auth().oauth2(token).get("/v1/parties/" + exchange.bureau + "/usage");
    long logged = Long.parseLong(response.header("Audit-Index"));
    IndexWitness.awaitRoot(logged + 1);
    JsonObject own =
        read(party("bureau", exchange.bureau), "/v1/parties/" + exchange.bureau + "/usage?limit=1");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject page = (JsonObject) CanonicalJson.parseMessage(response.asByteArray());
    assertThat(isShown(page, first, "internal")).isTrue();
    assertThat(indexes(own)).containsExactly(logged);
  }

  @Test
  void r66_party_isRefusedToAnAuditorOutOfScope() {
    Response response =
        given()
            .auth()
            .oauth2(auditor(exchange.lender))
            .get("/v1/parties/" + exchange.bureau + "/usage");

    assertProblem(response, 403, "OUT_OF_AUDIT_SCOPE");
    assertThat(response.jsonPath().getString("ruleId")).isEqualTo("R66");
  }

  @Test
  void subject_isReadByAnAuditorOfEverythingAndThePersonFindsTheRead() throws Exception {
    Response response = subjectUsage(auditor("*"), exchange.subject);
    long logged = Long.parseLong(response.header("Audit-Index"));
    IndexWitness.awaitRoot(logged + 1);

    JsonObject page = (JsonObject) CanonicalJson.parseMessage(response.asByteArray());
    JsonObject mine = read(citizen(exchange.subject), "/v1/me/usage?limit=1");

    assertThat(isShown(page, second, "body")).isTrue();
    assertThat(isShown(page, first, "internal")).isTrue();
    assertThat(indexes(mine)).containsExactly(logged);
    assertThat(CanonicalJson.text(entries(mine).get(0))).contains("audit.read").contains("check");
  }

  /** The list of a person alone would tell a lender's auditor from whom the rest has come. */
  @Test
  void subject_isRefusedToAnAuditorOfOnePartyAndWithoutAToken() {
    assertProblem(
        subjectUsage(auditor(exchange.lender), exchange.subject), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(
        subjectUsage(Tokens.withRoles("auditor"), exchange.subject), 403, "OUT_OF_AUDIT_SCOPE");
    assertThat(subjectUsage(auditor("*"), "somebody").statusCode()).isBetween(400, 499);
    assertThat(
            given()
                .auth()
                .oauth2(auditor("*"))
                .get("/v1/subjects/" + exchange.subject + "/usage")
                .statusCode())
        .as("no address has a token in it")
        .isEqualTo(404);
  }

  private static Response subjectUsage(String token, String subject) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(Map.of("subject", subject, "purpose", "check"))
        .post("/v1/subjects:usage");
  }
}
