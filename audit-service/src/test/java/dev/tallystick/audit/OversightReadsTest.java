package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.selfcheck.SelfCheck;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Those who watch see how the log is, and what it says of their own looking. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OversightReadsTest {
  @Inject SelfCheck check;

  private final String name = UUID.randomUUID().toString();
  private final String auditor = account("auditor", name);

  private static String account(String role, String account) {
    return Tokens.claims(role)
        .audience("audit-service")
        .subject(account)
        .claim("audit_scope", "*")
        .sign();
  }

  private static JsonPath get(String token, String path) {
    Response response = given().auth().oauth2(token).get(path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  @Test
  void ownReads_areThoseOfTheAccount_andNameNoPerson() {
    TestExchange exchange = new TestExchange();
    Logged sold = exchange.second(exchange.first());
    awaitIndex(sold.index() + 1);
    long person = read(auditor, Map.of("from", "SUBJECT", "id", exchange.subject));
    long party = read(auditor, Map.of("from", "PARTY", "id", exchange.bureau));
    String other = account("auditor", UUID.randomUUID().toString());
    long others = read(other, Map.of("from", "PARTY", "id", exchange.bureau));
    awaitIndex(exchange.deposit().index() + 1);

    JsonPath mine = get(auditor, "/v1/me/reads");

    assertThat(mine.getList("reads.index", Integer.class))
        .contains((int) person, (int) party)
        .doesNotContain((int) others);
    assertThat(mine.getString("reads.find { it.index == " + party + " }.party"))
        .isEqualTo(exchange.bureau);
    assertThat(mine.getList("reads.purpose")).containsOnly("case 9");
    assertThat(mine.prettify()).doesNotContain("sub_").doesNotContain(exchange.subject);
    JsonPath page = get(auditor, "/v1/me/reads?limit=1");
    assertThat(page.getList("reads")).hasSize(1);
    assertThat(
            get(auditor, "/v1/me/reads?limit=200&cursor=" + page.getString("next"))
                .getList("reads"))
        .hasSize(mine.getList("reads").size() - 1);
  }

  private static long read(String token, Map<String, String> question) {
    Response answer =
        given()
            .auth()
            .oauth2(token)
            .contentType("application/json")
            .body(
                Map.of(
                    "from", question.getOrDefault("from", ""),
                    "id", question.getOrDefault("id", ""),
                    "purpose", "case 9"))
            .post("/v1/lineage");
    return Long.parseLong(answer.header("Audit-Index"));
  }

  @Test
  void health_isWhatTheLogIs() {
    TestExchange exchange = new TestExchange();
    long index = exchange.first().index();
    awaitIndex(index + 1);
    SelfCheck.Outcome found = check.run();

    JsonPath health = get(auditor, "/v1/log-health");

    assertThat(health.getLong("size")).isGreaterThan(index);
    assertThat(health.getLong("indexedSize")).isGreaterThan(index);
    assertThat(health.getLong("size") - health.getLong("indexedSize"))
        .isEqualTo(health.getLong("indexLag"));
    assertThat(health.getBoolean("writable")).isTrue();
    assertThat(health.getLong("self.size")).isGreaterThanOrEqualTo(found.size());
    assertThat(health.getBoolean("self.holds")).isTrue();
  }

  @Test
  void others_areToldNeither() {
    for (String token :
        List.of(
            citizen(TestEvents.subject()),
            party("platform", "mall-east"),
            party("lender", "bank-riverside"))) {
      for (String path : List.of("/v1/log-health", "/v1/me/reads")) {
        assertThat(given().auth().oauth2(token).get(path).statusCode()).as(path).isEqualTo(403);
      }
    }
    assertThat(given().get("/v1/log-health").statusCode()).isEqualTo(401);
    assertThat(given().get("/v1/me/reads").statusCode()).isEqualTo(401);
  }
}
