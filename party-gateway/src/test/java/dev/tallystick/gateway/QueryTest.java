package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.QueriedTill;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform's query: each row is deposited once, in its order, and each has its result. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(QueriedTill.class)
@WithTestResource(OidcWiremockTestResource.class)
class QueryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() throws SQLException {
    suite.reset();
    OwnSystem.enrol();
    int unused = OwnSystem.asSuperuser("create schema if not exists till");
    unused =
        OwnSystem.asSuperuser(
            "create table if not exists till.sale (id bigint generated always as identity,"
                + " customer text, day text, shop text, amount numeric(9,2))");
  }

  private static Path dir() {
    return Path.of(ConfigProvider.getConfig().getValue("tallystick.query.dir", String.class));
  }

  /** So many sales; each shop stands once. */
  private static void sell(String shop, int count) throws SQLException {
    int unused =
        OwnSystem.asSuperuser(
            ("insert into till.sale (customer, day, shop, amount)"
                    + " select 'C-' || n, '2026-03-01', '%s', 12.50 from generate_series(1, %d) n")
                .formatted(shop, count));
  }

  /** One row, of which the receipt is there and the mark has moved. */
  private static void sellAndDeposit(String shop) throws SQLException {
    long before = stored();
    sell(shop, 1);
    awaitStored(before + 1);
    await().atMost(PATIENCE).until(() -> waiting().isEmpty());
  }

  private static Map<String, Object> source() {
    List<Map<String, Object>> sources =
        asked().then().statusCode(200).extract().jsonPath().getList("sources");
    return sources.stream()
        .filter(each -> "query".equals(each.get("source")))
        .findFirst()
        .orElse(Map.of());
  }

  private static Response asked() {
    return given()
        .auth()
        .oauth2(new RealmTokens("party-gateway").ofParty("platform", "party-1"))
        .get("/v1/sources");
  }

  /** The mark of the last row; what was sold before is deposited. */
  private static long mark() {
    await().atMost(PATIENCE).until(() -> waiting().isEmpty());
    return source().get("mark") instanceof String mark ? Long.parseLong(mark) : 0;
  }

  private static long stored() {
    return source().get("stored") instanceof Number number ? number.longValue() : 0;
  }

  private static void awaitStored(long count) {
    await().atMost(PATIENCE).until(QueryTest::stored, stored -> stored == count);
  }

  private static List<String> results() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(dir().resolve("done"))) {
      try (Stream<Path> done = Files.walk(dir().resolve("done"))) {
        for (Path file : done.filter(Files::isRegularFile).toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  private static List<Path> waiting() throws IOException {
    if (!Files.isDirectory(dir().resolve("work"))) {
      return List.of();
    }
    try (Stream<Path> work = Files.list(dir().resolve("work"))) {
      return work.filter(file -> file.toString().endsWith(".ndjson"))
          .filter(file -> !file.toString().endsWith(".results.ndjson"))
          .toList();
    }
  }

  @Test
  void rows_areDeposited_andOneThatFailsSaysWhereAndWhy() throws Exception {
    long mark = mark();
    long before = stored();
    int told = results().size();
    sell("north", 2);
    int unused =
        OwnSystem.asSuperuser(
            "insert into till.sale (customer, day, shop, amount) values"
                + " ('C-3', 'not-a-day', 'south', 1), ('C-4', '2026-03-02', 'pharmacy', 2)");
    sell("west", 1);

    awaitStored(before + 3);
    await().atMost(PATIENCE).until(() -> results().size() >= told + 5 && waiting().isEmpty());

    List<String> results = results();
    assertThat(results)
        .filteredOn(line -> line.contains("\"field\":\"day\""))
        .singleElement()
        .asString()
        .contains("\"result\":\"REFUSED\"", "\"code\":", "\"mark\":\"%d\"".formatted(mark + 3));
    assertThat(results)
        .filteredOn(line -> line.contains("CATEGORY_PROHIBITED"))
        .singleElement()
        .asString()
        .contains("\"ruleId\":\"R21\"", "\"mark\":\"%d\"".formatted(mark + 4));
    assertThat(String.join("", results)).doesNotContain("C-1").doesNotContain("not-a-day");
    assertThat(source())
        .containsEntry("mark", Long.toString(mark + 5))
        .doesNotContainKey("problem");
    OwnSystem.get("/v1/sources").then().statusCode(403); // Of a lender, who deposits nothing.
  }

  /** What was read is on the disk: it is deposited though the platform has deleted it since. */
  @Test
  void rowsOnTheirWay_goOnAtTheFirstChunkWithoutAReceipt() throws Exception {
    long mark = mark();
    long before = stored();
    int chunks = suite.intake().offsets().size();
    suite.intake().goAwayBehind(0);
    sell("long", 6_000);
    await().atMost(PATIENCE).until(() -> suite.intake().refusals() > 0);
    assertThat(waiting()).hasSize(1);
    assertThat(source().getOrDefault("mark", "0"))
        .as("no receipt, no mark")
        .isEqualTo(Long.toString(mark));
    int unused = OwnSystem.asSuperuser("delete from till.sale where id < " + (mark + 1_000));

    suite.intake().goAwayBehind(-1);

    awaitStored(before + 6_000);
    List<Long> sent = suite.intake().offsets();
    assertThat(sent.subList(chunks, sent.size())).containsExactly(0L, 0L);
    await().atMost(PATIENCE).until(() -> waiting().isEmpty());
    assertThat(results()).filteredOn(line -> line.contains("STORED")).doesNotHaveDuplicates();
  }

  /** Signed at the vault, and its answer is lost: it counts once. */
  @Test
  void chunkWhoseReceiptIsAwaited_movesTheMarkAfterwards() throws Exception {
    sellAndDeposit("before");
    Object mark = source().get("mark");
    long before = stored();
    suite.intake().holdUp();
    sell("held", 3);

    await().atMost(Duration.ofMinutes(2)).until(() -> suite.intake().heldRefusals() > 2);
    assertThat(source()).containsEntry("mark", mark);
    suite.intake().letGo();

    awaitStored(before + 3);
    assertThat(source().get("mark")).isNotEqualTo(mark);
  }

  /** The connection ends in the middle: nothing of it counts, and the next one reads it all. */
  @Test
  void databaseThatGoesAway_isAskedAgain() throws Exception {
    sellAndDeposit("first");
    long before = stored();
    int unused = OwnSystem.asSuperuser("alter table till.sale rename to gone");
    await().atMost(PATIENCE).until(() -> "DATABASE_42P01".equals(source().get("problem")));
    unused = OwnSystem.asSuperuser("alter table till.gone rename to sale");
    sell("back", 2);

    awaitStored(before + 2);
    await().atMost(PATIENCE).until(() -> !source().containsKey("problem"));
  }
}
