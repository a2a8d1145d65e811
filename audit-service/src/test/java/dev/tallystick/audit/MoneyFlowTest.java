package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.erasure.EraseOpenings;
import dev.tallystick.audit.erasure.ErasureLog;
import dev.tallystick.audit.erasure.OpeningErasureRepository;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was sold and for how much dies with the body of a release; who paid whom for what in all
 * stays, counts again from openings, and names no person.
 */
@QuarkusTest
@TestProfile(MoneyFlowTest.OwnLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class MoneyFlowTest {
  /** Its bodies are erased, which other tests of the same log would miss. */
  public static final class OwnLog implements QuarkusTestProfile {}

  private static final String REGULATOR = party("regulator", "the-authority");

  @Inject OpeningErasureRepository erasures;
  @Inject OpeningKeys keys;
  @Inject ErasureLog log;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestExchange exchange;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Logged sold;

  private long end;

  @BeforeEach
  void sell() {
    exchange = new TestExchange();
    sold = exchange.second(exchange.first());
    exchange.second(exchange.first());
    end = exchange.first().index() + 1;
    awaitIndex(end);
  }

  @Test
  void sums_areThoseOfTheOpenings() throws Exception {
    long counted = 0;
    long releases = 0;
    String lines =
        given()
            .auth()
            .oauth2(auditor(exchange.lender))
            .get("/v1/openings?from=0&to=" + end)
            .asString();
    for (String line : lines.lines().toList()) {
      JsonObject entry = (JsonObject) CanonicalJson.parseMessage(line.getBytes(UTF_8));
      // What is outside the engagement comes as a leaf hash.
      JsonObject body =
          entry.findObject("opening").map(one -> one.getObject("body")).orElse(JsonObject.EMPTY);
      if (body.findObject("value").isPresent()) {
        JsonObject data = body.getObject("value").getObject("data");
        if (data.findObject("fee").isPresent()) {
          counted += data.getObject("fee").getInteger("amount");
          releases++;
        }
      }
    }

    JsonPath flows = flows(REGULATOR);

    String mine = "flows.findAll { it.to == '" + exchange.lender + "' }.";
    assertThat(releases).isEqualTo(2);
    assertThat(flows.getLong(mine + "sum { it.releases }")).isEqualTo(releases);
    assertThat(flows.getLong(mine + "sum { it.amount }")).isEqualTo(counted);
    assertThat(flows.getList(mine + "from")).containsOnly(exchange.bureau);
    assertThat(flows(auditor(exchange.lender)).getList("flows.to")).containsOnly(exchange.lender);
    assertThat(flows(auditor(exchange.platform)).getList("flows")).isEmpty();
    assertProblem(get(auditor(""), today, today), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(get(REGULATOR, today, today.plusDays(31)), 422, "RANGE_INVALID");
    assertThat(get(party("lender", exchange.lender), today, today).statusCode()).isEqualTo(403);
  }

  @Test
  void termsOfARelease_dieWithItsBodyAndTheSumsStay() throws Exception {
    assertThat(dump()).doesNotContain(exchange.bureau, exchange.lender, "prd_", "CNY");
    assertThat(lineage().getLong("release.fee.amount")).isEqualTo(100);
    assertThat(lineage().getString("release.model")).isEqualTo("basket-score-2");
    assertThat(lineage().getString("release.modelOwner")).isEqualTo("shop-valley");
    JsonPath before = flows(REGULATOR);

    execute(
        "create or replace function database_day() returns date language sql stable as"
            + " $$ select (now() at time zone 'UTC')::date + interval '3 years 2 days' $$");
    Clock later =
        Clock.fixed(
            today.plusYears(3).plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
            ZoneOffset.UTC);
    assertThat(new EraseOpenings(erasures, keys, log, later, EraseOpenings.SHORTEST_TERM).run())
        .contains(today);

    assertThat(lineage().getString("release.from")).isEqualTo(exchange.bureau);
    assertThat(lineage().getString("release.to")).isEqualTo(exchange.lender);
    assertThat(lineage().getMap("release"))
        .doesNotContainKeys("fee", "product", "model", "modelOwner");
    assertThat(flows(REGULATOR).getList("flows")).isEqualTo(before.getList("flows"));
    execute("select reset_index()");
    awaitIndex(sold.index() + 1);
    assertThat(flows(REGULATOR).getList("flows"))
        .as("the index is made again without the bodies")
        .isEqualTo(before.getList("flows"));
  }

  /** Forgets that the day was erased. */
  @AfterEach
  void forget() throws SQLException {
    execute("delete from opening_erasure");
    execute(
        "create or replace function database_day() returns date language sql stable as"
            + " $$ select (now() at time zone 'UTC')::date $$");
    keys.prepare();
  }

  /** As the buyer reads it: nothing of that is logged under a key that is erased. */
  private JsonPath lineage() {
    Response response =
        given()
            .auth()
            .oauth2(party("lender", exchange.lender))
            .get("/v1/lineage/" + sold.event().id());
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private JsonPath flows(String token) {
    Response response = get(token, today, today);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static Response get(String token, LocalDate from, LocalDate to) {
    return given().auth().oauth2(token).get("/v1/money-flow?from=" + from + "&to=" + to);
  }

  /** All that the table of releases says. */
  private static String dump() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection owner = owner();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery("select r::text from release r")) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    assertThat(rows).isNotEmpty();
    return rows.toString();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection owner() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
