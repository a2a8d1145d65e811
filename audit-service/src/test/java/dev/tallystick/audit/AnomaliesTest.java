package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.index.AnomalyIndex;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watchers see what detectors have raised and what became of it, within their engagement. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AnomaliesTest {
  private static final String REGULATOR = party("regulator", "the-authority");

  @Inject DataSource database;
  @Inject OpeningSeal seal;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestExchange exchange;

  @BeforeEach
  void signUp() {
    exchange = new TestExchange();
  }

  private JsonPath ofLender() {
    return get(auditor(exchange.lender), "").jsonPath();
  }

  private static Response get(String token, String query) {
    return given().auth().oauth2(token).get("/v1/anomalies" + query);
  }

  @Test
  void anomaly_isShownWithWhatBecameOfIt() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    TestAnomaly anomaly = new TestAnomaly(exchange).raise(7).suspend(later);
    awaitIndex(anomaly.index() + 1);

    JsonPath raised = ofLender();
    assertThat(raised.getList("anomalies.anomaly")).containsExactly(anomaly.id());
    assertThat(raised.getString("anomalies[0].detector")).isEqualTo(TestAnomaly.DETECTOR);
    assertThat(raised.getString("anomalies[0].party")).isEqualTo(exchange.lender);
    assertThat(raised.getString("anomalies[0].from")).startsWith("2026-03-01T02:00:00");
    assertThat(raised.getLong("anomalies[0].observed")).isEqualTo(7);
    assertThat(raised.getLong("anomalies[0].expected")).isEqualTo(2);
    assertThat(raised.getBoolean("anomalies[0].suspension.active")).isTrue();
    assertThat(raised.getMap("anomalies[0]")).doesNotContainKey("cleared");

    awaitIndex(anomaly.restore().clear().index() + 1);

    JsonPath cleared = ofLender();
    assertThat(cleared.getBoolean("anomalies[0].suspension.active")).isFalse();
    assertThat(cleared.getString("anomalies[0].suspension.restored")).isNotBlank();
    assertThat(cleared.getString("anomalies[0].cleared.finding")).isEqualTo("EXPLAINED");
    assertThat(cleared.getLong("anomalies[0].cleared.index")).isEqualTo(anomaly.index());
  }

  @Test
  void suspension_thatIsOver_doesNotHold_andOneThatIsRenewedDoes() {
    TestAnomaly over = new TestAnomaly(exchange).raise(3).suspend(Instant.now());
    awaitIndex(over.index() + 1);
    assertThat(ofLender().getBoolean("anomalies[0].suspension.active")).isFalse();

    awaitIndex(over.suspend(Instant.now().plus(Duration.ofHours(1))).index() + 1);

    assertThat(ofLender().getBoolean("anomalies[0].suspension.active")).isTrue();
  }

  /** Whoever may append names somebody else's alarm. */
  @Test
  void wordsOfAnotherAlarm_changeNothing() {
    TestAnomaly anomaly = new TestAnomaly(exchange).raise(3);
    String stranger = "ano_" + EventId.draw(System.currentTimeMillis(), new SecureRandom());
    anomaly.clear(new AnomalyId(stranger));
    anomaly.suspend(exchange.bureau, Instant.now().plus(Duration.ofHours(1)));
    awaitIndex(anomaly.index() + 1);

    assertThat(ofLender().getMap("anomalies[0]")).doesNotContainKeys("cleared", "suspension");
  }

  /** A party outside the engagement stays hidden, and so does what is about no party. */
  @Test
  void auditor_seesTheEngagementAlone_andNobodyThePerson() {
    TestAnomaly own = new TestAnomaly(exchange).raise(3, Optional.of(exchange.subject));
    TestAnomaly other = new TestAnomaly(Optional.of(exchange.bureau)).raise(4);
    TestAnomaly ofTheLog = new TestAnomaly(Optional.empty()).raise(5);
    awaitIndex(ofTheLog.index() + 1);

    assertThat(ofLender().getList("anomalies.anomaly")).containsExactly(own.id());
    assertThat(get(auditor(exchange.platform), "").jsonPath().getList("anomalies")).isEmpty();
    for (String token : List.of(REGULATOR, auditor("*"))) {
      Response all = get(token, "?limit=200");
      assertThat(all.jsonPath().getList("anomalies.anomaly"))
          .containsSubsequence(ofTheLog.id(), other.id(), own.id());
      assertThat(all.asString()).doesNotContain(exchange.subject);
      assertThat(all.jsonPath().getMap("anomalies.find { it.anomaly == '" + ofTheLog.id() + "' }"))
          .doesNotContainKey("party");
    }
    assertProblem(get(auditor(""), ""), 403, "OUT_OF_AUDIT_SCOPE");
    for (String role : List.of("lender", "bureau", "platform", "citizen", "operator")) {
      assertThat(get(party(role, exchange.lender), "").statusCode()).as(role).isEqualTo(403);
    }
    assertThat(given().get("/v1/anomalies").statusCode()).isEqualTo(401);
  }

  @Test
  void pages_leadThroughAll_newestFirst() {
    TestAnomaly first = new TestAnomaly(exchange).raise(1);
    TestAnomaly second = new TestAnomaly(exchange).raise(2);
    TestAnomaly third = new TestAnomaly(exchange).raise(3);
    awaitIndex(third.index() + 1);
    String token = auditor(exchange.lender);

    JsonPath page = get(token, "?limit=2").jsonPath();
    JsonPath last = get(token, "?limit=2&cursor=" + page.getString("next")).jsonPath();

    assertThat(page.getList("anomalies.anomaly")).containsExactly(third.id(), second.id());
    assertThat(last.getList("anomalies.anomaly")).containsExactly(first.id());
    assertThat(last.getMap("$")).doesNotContainKey("next");
    assertProblem(get(token, "?limit=201"), 422, "PAGE_INVALID");
    assertProblem(get(token, "?cursor=x"), 422, "PAGE_INVALID");
  }

  @Test
  void page_takesTwoStatements_howeverManyThereAre() {
    for (int i = 0; i < 3; i++) {
      awaitIndex(new TestAnomaly(exchange).raise(i).suspend(Instant.now()).clear().index() + 1);
    }
    CountedDatabase counted = new CountedDatabase(database);
    AnomalyIndex anomalies =
        new AnomalyIndex(counted.dataSource(), new LogEntryRepository(counted.dataSource()), seal);

    assertThat(anomalies.find(Optional.of(Set.of(exchange.lender)), Long.MAX_VALUE, 50)).hasSize(3);
    assertThat(counted.statements()).isEqualTo(2);
  }
}
