package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.index.Reconciliations;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both halves of the tally stand side by side, so that a half that is missing shows. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReconciliationTest {
  private static final String REGULATOR = party("regulator", "the-authority");

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestExchange exchange;

  /** The days of the log since the test began: one, unless midnight has passed. */
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void signUp() {
    exchange = new TestExchange();
  }

  private JsonPath read(String token) {
    Response answer = get(token, today, today.plusDays(1));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static Response get(String token, LocalDate from, LocalDate to) {
    return given().auth().oauth2(token).get("/v1/reconciliation?from=" + from + "&to=" + to);
  }

  private static long sum(JsonPath answer, String seller, String field) {
    return answer.getLong("days.findAll { it.from == '" + seller + "' }.sum { it." + field + " }");
  }

  private static long charged(JsonPath answer, String seller, String field) {
    return answer.getLong(
        "days.findAll { it.from == '"
            + seller
            + "' }.collectMany { it.charged ?: [] }.sum { it."
            + field
            + " } ?: 0");
  }

  /** Four reports, of which one is confirmed, one given up, and two are open. */
  private Logged sell() throws Exception {
    Logged records = exchange.first();
    Logged confirmed = exchange.second(records);
    Logged lost = exchange.second(records);
    Logged open = exchange.second(records);
    long size = exchange.second(records).index() + 1;
    awaitIndex(size);
    TestAcknowledgements lender = new TestAcknowledgements(exchange);
    long receipt = lender.postAsLender(lender.lenders(confirmed)).jsonPath().getLong("index");
    exchange.undelivered(lost, "bureau-service");
    awaitIndex(Math.max(receipt, exchange.first().index()) + 1);
    return open;
  }

  @Test
  void reconciliation_countsBothHalvesAndTheMoney() throws Exception {
    Logged open = sell();

    for (String token : List.of(REGULATOR, auditor(exchange.lender), auditor("*"))) {
      JsonPath answer = read(token);
      String seller = exchange.bureau;
      assertThat(sum(answer, seller, "releases")).isEqualTo(4);
      assertThat(sum(answer, seller, "acknowledged")).isEqualTo(1);
      assertThat(sum(answer, seller, "undelivered")).isEqualTo(1);
      assertThat(sum(answer, seller, "open")).isEqualTo(2);
      assertThat(charged(answer, seller, "releases")).isEqualTo(4);
      assertThat(charged(answer, seller, "amount")).isEqualTo(400);
      assertThat(oldest(answer, seller)).isEqualTo(recordedAt(open));
    }
  }

  private static String oldest(JsonPath answer, String seller) {
    return answer.getString(
        "days.findAll { it.from == '" + seller + "' && it.oldestOpenAt }[0].oldestOpenAt");
  }

  private String recordedAt(Logged release) {
    return given()
        .auth()
        .oauth2(party("lender", exchange.lender))
        .get("/v1/lineage/" + release.event().id())
        .jsonPath()
        .getString("release.recordedAt");
  }

  @Test
  void recordsForABureau_areChargedToNobody() throws Exception {
    sell();

    JsonPath answer = read(auditor(exchange.bureau));

    assertThat(sum(answer, exchange.platform, "releases")).isEqualTo(2);
    assertThat(sum(answer, exchange.platform, "open")).isEqualTo(2);
    assertThat(charged(answer, exchange.platform, "releases")).isZero();
  }

  @Test
  void auditor_seesThePairsOfTheEngagementAlone() throws Exception {
    sell();

    assertThat(read(auditor(exchange.platform)).getList("days.to"))
        .isNotEmpty()
        .containsOnly(exchange.bureau);
    assertThat(read(auditor(exchange.lender)).getList("days.from"))
        .isNotEmpty()
        .containsOnly(exchange.bureau);
    assertThat(read(auditor("nobody")).getList("days")).isEmpty();
    assertProblem(get(auditor(""), today, today), 403, "OUT_OF_AUDIT_SCOPE");
    assertThat(get(party("lender", exchange.lender), today, today).statusCode()).isEqualTo(403);
    assertThat(given().get("/v1/reconciliation").statusCode()).isEqualTo(401);
  }

  @Test
  void days_areBounded() {
    assertThat(get(REGULATOR, today.minusDays(30), today).statusCode()).isEqualTo(200);
    assertProblem(get(REGULATOR, today.minusDays(31), today), 422, "RANGE_INVALID");
    assertProblem(get(REGULATOR, today, today.minusDays(1)), 422, "RANGE_INVALID");
    assertProblem(
        given().auth().oauth2(REGULATOR).get("/v1/reconciliation?from=x"), 422, "RANGE_INVALID");
    assertThat(read(REGULATOR).getLong("size")).isPositive();
  }

  @Test
  void answer_takesOneStatement_andEndsAtItsLimit() throws Exception {
    sell();
    CountedDatabase counted = new CountedDatabase(database);
    Reconciliations reconciliations = new Reconciliations(counted.dataSource());

    assertThat(reconciliations.find(today, today.plusDays(1), Optional.empty(), 10_000))
        .hasValueSatisfying(days -> assertThat(days).hasSizeGreaterThan(1));
    assertThat(counted.statements()).isEqualTo(1);
    assertThat(
            reconciliations.find(today, today.plusDays(1), Optional.of(Set.of(exchange.bureau)), 1))
        .isEmpty();
  }
}
