package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.party;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Asks the regulator's question of a deposit with 10,000 descendants in three generations, beside a
 * million other releases, with {@code -Pendurance} only: {@code bench/run lineage}. The page that
 * is shown is of entries of the log, and the person on it finds the read.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
@EnabledIfSystemProperty(named = "tallystick.endurance", matches = "true")
class LineageVolumeTest {
  private static final Logger LOG = Logger.getLogger(LineageVolumeTest.class);
  private static final int OTHERS = Integer.getInteger("tallystick.lineage.others", 1_000_000);
  private static final int DESCENDANTS = 10_000;
  private static final int SHOWN = 50;
  private static final int ROUNDS = 20;
  private static final double ASKED_SECONDS = 0.5;

  /** Costs next to nothing beside the answer, which a client for tests does not. */
  private final HttpClient http = HttpClient.newHttpClient();

  /** Other tests compare the index with the log. */
  @AfterEach
  void clear() throws SQLException {
    try (Connection owner = TestBackfill.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "delete from release_parent where child in"
              + " (select event_id from release where recorded_millis = 0)");
      statement.execute("delete from release where recorded_millis = 0");
    }
  }

  @Test
  void tenThousandDescendants_areToldInHalfASecond() throws Exception {
    TestExchange exchange = new TestExchange();
    Logged deposit = exchange.deposit();
    Logged first = exchange.first(deposit);
    awaitIndex(first.index() + 1);
    fill(first);
    Logged last = first;
    for (int i = 0; i < SHOWN; i++) {
      last = exchange.second(first);
    }
    awaitIndex(last.index() + 1);

    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/lineage"))
            .header("Authorization", "Bearer " + party("regulator", "the-authority"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question(deposit)))
            .build();
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = http.send(question, BodyHandlers.ofString());
      seconds.add((System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1));
      JsonPath told = JsonPath.from(answer.body());
      assertThat(told.getInt("counts.releases")).as(answer.body()).isEqualTo(1 + DESCENDANTS);
      assertThat(told.getList("releases.product")).hasSize(SHOWN);
    }

    double firstAnswer = seconds.get(0);
    Collections.sort(seconds);
    LOG.infof(
        "lineage of %d descendants beside %d releases: median %.3f s, slowest %.3f s, first %.3f s",
        DESCENDANTS, OTHERS, seconds.get(ROUNDS / 2), seconds.get(ROUNDS - 1), firstAnswer);
    assertThat(seconds.get(ROUNDS / 2)).isLessThanOrEqualTo(ASKED_SECONDS);
  }

  private static String question(Logged deposit) {
    return CanonicalJson.text(
        JsonObject.builder()
            .put("from", "CHUNK")
            .put("id", deposit.event().data().getString("chunk"))
            .put("limit", SHOWN)
            .build());
  }

  /**
   * A hundred children of the first release, nine hundred of theirs, and the rest are made from
   * those; less the few that are logged.
   */
  private static void fill(Logged first) throws SQLException {
    String columns =
        "(event_id, release_id, idx, entry, recorded_millis, step, from_label, to_label,"
            + " subject_label, payload_digest, day)";
    String id = "('01980000-0000-7000-8000-' || lpad(to_hex(%s), 12, '0'))::uuid";
    try (Connection owner = TestBackfill.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          insert into release %s select uuidv7(), 'rel_' || n, 0, %s, 0, 'RELEASE_1', %s, %s, %s, %s, 0
          from generate_series(1, %d) n
          """
              .formatted(
                  columns,
                  label("n"),
                  label("n % 14"),
                  label("n % 3"),
                  label("n"),
                  label("n"),
                  OTHERS));
      statement.execute(
          """
          insert into release %s select %s, 'rel_m' || n, %d, %s, 0,
            case when n <= 100 then 'RELEASE_2' else 'ONWARD' end, %s, %s, %s, %s, 0
          from generate_series(1, %d) n
          """
              .formatted(
                  columns,
                  id.formatted("n"),
                  first.index(),
                  label("n"),
                  label("n % 3"),
                  label("n % 4000"),
                  label("0"),
                  label("n"),
                  DESCENDANTS - SHOWN));
      statement.execute(
          """
          insert into release_parent (child, parent) select %s, case when n <= 100 then '%s'::uuid
            when n <= 1000 then %s else %s end
          from generate_series(1, %d) n
          """
              .formatted(
                  id.formatted("n"),
                  first.event().id(),
                  id.formatted("1 + n % 100"),
                  id.formatted("101 + n % 900"),
                  DESCENDANTS - SHOWN));
      statement.execute("analyze release, release_parent, release_deposit");
    }
  }

  private static String label(String of) {
    return "sha256((%s)::text::bytea)".formatted(of);
  }
}
