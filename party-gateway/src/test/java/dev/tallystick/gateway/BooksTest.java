package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.gateway.scripted.GatewayTestClock;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The books: what is taken from the proved list, and where halves do not agree. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class BooksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static String number() {
    return "ID" + UUID.randomUUID().toString().replace("-", "");
  }

  private static void awaitListed(String event) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/ledger/entries")
                    .jsonPath()
                    .getList("entries.eventId")
                    .contains(event));
  }

  @Test
  void purchase_isListedWithItsPriceAndBothHalves_andAgrees() {
    String event = OwnSystem.event(OwnSystem.buy(number()));

    awaitListed(event);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/ledger/entries")
                    .jsonPath()
                    .getBoolean("entries.find { it.eventId == '" + event + "' }.acknowledged"));
    for (String kind :
        List.of("NOT_IN_LOG", "NOT_IN_LEDGER", "PRICE_DIFFERS", "NOT_ACKNOWLEDGED")) {
      assertThat(OwnSystem.lacks(kind, event)).as(kind).isEmpty();
    }
    OwnSystem.get("/v1/ledger").then().statusCode(200).body("party", equalTo("party-1"));
  }

  @Test
  void purchaseThatTheGatewayHasNeverReceived_isNamed_withThePartyThatLacksItsHalf()
      throws Exception {
    String event = suite.sales().sellUnasked(suite.duties().subject(number()));

    OwnSystem.awaitLacks("NOT_IN_LEDGER", event, ScriptedSuite.PARTY);
    assertThat(OwnSystem.lacks("NOT_ACKNOWLEDGED", event)).isEmpty();
    GatewayTestClock.pass(Duration.ofHours(2));
    OwnSystem.awaitLacks("NOT_ACKNOWLEDGED", event, ScriptedSuite.PARTY);
  }

  @Test
  void recordOfASale_deletedFromTheGateway_isFound() throws SQLException {
    String event = OwnSystem.event(OwnSystem.buy(number()));
    awaitListed(event);

    asSuperuser("delete from report_order where event = '" + event + "'");

    OwnSystem.awaitLacks("NOT_IN_LEDGER", event, ScriptedSuite.PARTY);
  }

  @Test
  void saleThatTheLogDoesNotList_isNamed_withTheLogsOperator() throws SQLException {
    String event = OwnSystem.event(OwnSystem.buy(number()));
    awaitListed(event);

    // As if the proved list had never had it.
    asSuperuser("delete from listed_release where event = '" + event + "'");

    OwnSystem.awaitLacks("NOT_IN_LOG", event, "audit-service");
  }

  private static void asSuperuser(String sql) throws SQLException {
    assertThat(OwnSystem.asSuperuser(sql)).isEqualTo(1);
  }

  /** As the books have a sale whose person was erased before the list was read. */
  @Test
  void saleThatShowsNoBodyAnyMore_isKnownByItsPlace_andNobodysHalfIsMissed() throws SQLException {
    String order = OwnSystem.buy(number());
    String event = OwnSystem.event(order);
    awaitListed(event);
    String place = OwnSystem.get("/v1/orders/" + order).jsonPath().getString("index");

    asSuperuser(
        "update listed_release set event = null, buyer = '', seller = '', acknowledged_at = null where event = '"
            + event
            + "'");
    GatewayTestClock.pass(Duration.ofHours(2));

    assertThat(OwnSystem.lacks("NOT_IN_LOG", event)).isEmpty();
    OwnSystem.asSuperuser("delete from listed_release where log_index = " + place);
    assertThat(OwnSystem.lacks("NOT_IN_LOG", event)).isEqualTo("audit-service");
  }

  /** Midnight between two days of the bank is no midnight of the machine. */
  @Test
  void importedLedger_isOfTheBanksDays() throws SQLException {
    OwnSystem.as().delete("/v1/ledger/purchases");
    String release =
        "insert into listed_release (list_index, log_index, event, recorded_at, step, seller, buyer, amount, currency, acknowledged_at)"
            + " values (%d, %d, '%s', '%s', 'RELEASE_2', 'bureau-north', 'party-1', 100, 'CNY', 1)";
    asSuperuser(release.formatted(2_000_000_001, 2_000_000_001, "early", "2020-11-30T16:30:00Z"));
    asSuperuser(release.formatted(2_000_000_002, 2_000_000_002, "next", "2020-12-01T16:30:00Z"));

    importLedger(
            "purchase,seller,amount,currency,date\ninq_%s,bureau-north,100,CNY,2020-12-01\n"
                .formatted(UUID.randomUUID()))
        .then()
        .statusCode(201);

    assertThat(OwnSystem.lacks("NOT_IN_IMPORT", "early")).isEqualTo(ScriptedSuite.PARTY);
    assertThat(OwnSystem.lacks("NOT_IN_IMPORT", "next")).isEmpty();
    OwnSystem.as().delete("/v1/ledger/purchases").then().statusCode(204);
    assertThat(OwnSystem.asSuperuser("delete from listed_release where log_index > 2000000000"))
        .isEqualTo(2);
  }

  /** As a walk leaves it that was shown another history, and broke off. */
  @Test
  void entryThatNoListHasProved_isForgotten_whenTheListGrows() throws Exception {
    OwnSystem.buy(number());
    long listed = awaitQuiet();
    asSuperuser(
        "insert into listed_entry (list_index, log_index, type, recorded_at) values (%d, %d, 'data.released', now())"
            .formatted(listed, 2_000_000_000));

    String event = suite.sales().sellUnasked(suite.duties().subject(number()));

    OwnSystem.awaitLacks("NOT_IN_LEDGER", event, ScriptedSuite.PARTY);
  }

  /** Waits until the list has what the log has. */
  private static long awaitQuiet() {
    await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> OwnSystem.get("/v1/status").jsonPath().getLong("listed"), sameAsBefore());
    return OwnSystem.get("/v1/status").jsonPath().getLong("listed");
  }

  private static Predicate<Long> sameAsBefore() {
    AtomicLong before = new AtomicLong(-1);
    return now -> before.getAndSet(now) == now;
  }

  @Test
  void feeOffTheTariff_isNamed_withTheSeller() {
    suite.sales().charge(777);
    String event = OwnSystem.event(OwnSystem.buy(number()));

    OwnSystem.awaitLacks("PRICE_NOT_PUBLISHED", event, ScriptedSuite.BUREAU);
  }

  @Test
  void importedLedger_isCompared_andEachDifferenceNamed() {
    OwnSystem.as().delete("/v1/ledger/purchases");
    String agreed = OwnSystem.event(OwnSystem.buy(number()));
    String dearer = OwnSystem.event(OwnSystem.buy(number()));
    String missing = OwnSystem.event(OwnSystem.buy(number()));
    awaitListed(missing);
    String day =
        LocalDate.ofInstant(new GatewayTestClock().instant(), ZoneId.of("Asia/Shanghai"))
            .toString();
    String invented = "inq_" + UUID.randomUUID();
    String csv =
        "purchase,seller,amount,currency,date\n"
            + "%s,bureau-north,100,CNY,%s\n".formatted(agreed, day)
            + "%s,bureau-north,101,CNY,%s\n".formatted(dearer, day)
            + "%s,bureau-north,100,CNY,%s\n".formatted(invented, day);

    importLedger(csv).then().statusCode(201).body("lines", equalTo(3));

    assertThat(OwnSystem.lacks("IMPORT_NOT_IN_LOG", invented)).isEqualTo(ScriptedSuite.BUREAU);
    assertThat(OwnSystem.lacks("IMPORT_PRICE_DIFFERS", dearer)).isEqualTo(ScriptedSuite.PARTY);
    assertThat(OwnSystem.lacks("NOT_IN_IMPORT", missing)).isEqualTo(ScriptedSuite.PARTY);
    assertThat(OwnSystem.lacks("NOT_IN_IMPORT", agreed)).isEmpty();
    assertThat(OwnSystem.lacks("IMPORT_PRICE_DIFFERS", agreed)).isEmpty();
    OwnSystem.as().delete("/v1/ledger/purchases").then().statusCode(204);
  }

  @Test
  void importedLedger_withALineThatCannotBeRead_isRefusedWhole() {
    importLedger("purchase,seller,amount,currency,date\nx,bureau-north,1,CNY,2026-01-01\n")
        .then()
        .statusCode(422)
        .body("code", equalTo("IMPORTED_LEDGER_MALFORMED"))
        .body("field", equalTo("line 2"));
  }

  private static io.restassured.response.Response importLedger(String csv) {
    return OwnSystem.as()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("text/csv")
        .body(csv)
        .post("/v1/ledger/purchases");
  }

  @Test
  void listThatLeavesAPlaceOut_isFound_andNothingOfItTaken() throws Exception {
    awaitFinding(false);
    suite.tamperList(BooksTest::withoutTheNewest);
    String event = suite.sales().sellUnasked(suite.duties().subject(number()));

    awaitFinding(true);
    assertThat(OwnSystem.lacks("NOT_IN_LEDGER", event)).isEmpty();
    suite.tamperList(answer -> answer);

    OwnSystem.awaitLacks("NOT_IN_LEDGER", event, ScriptedSuite.PARTY);
    awaitFinding(false);
  }

  /** As of a log that lies from the beginning. */
  @Test
  void listThatWasNeverProved_isToldOf() throws Exception {
    awaitListed(suite.sales().sellUnasked(suite.duties().subject(number()))); // Something to hide.
    suite.goAway("audit", true);
    long listed = awaitQuiet();
    asSuperuser("update list_state set id = id"); // No walk is in the middle of it.
    OwnSystem.asSuperuser("create table proved_before as select * from list_state");
    try {
      asSuperuser("delete from list_state");
      suite.tamperList(BooksTest::withoutTheNewest);
      suite.goAway("audit", false);

      await().atMost(PATIENCE).until(BooksTest::isFoundFromTheBeginning);
      OwnSystem.get("/v1/status").then().body("listed", equalTo(0)).body("listedAt", nullValue());
    } finally {
      suite.goAway("audit", true);
      awaitAway();
      OwnSystem.asSuperuser("delete from list_state");
      asSuperuser("insert into list_state select * from proved_before");
      OwnSystem.asSuperuser("drop table proved_before");
    }
    suite.reset();
    awaitFinding(false);
    assertThat(OwnSystem.get("/v1/status").jsonPath().getLong("listed"))
        .isGreaterThanOrEqualTo(listed);
  }

  /** A walk that began before the state was gone may have brought it back. */
  private static boolean isFoundFromTheBeginning() throws SQLException {
    int unused = OwnSystem.asSuperuser("delete from list_state where finding is null");
    return OwnSystem.get("/v1/status").jsonPath().getString("finding") != null;
  }

  private static void awaitAway() {
    await()
        .atMost(PATIENCE)
        .until(() -> OwnSystem.get("/v1/status").jsonPath().get("suiteAwaySince") != null);
  }

  private static void awaitFinding(boolean wanted) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> OwnSystem.get("/v1/status").jsonPath().getString("finding") != null,
            found -> found == wanted);
  }

  /** As a service would answer that hides an entry: with the true count, and a page without it. */
  private static UsageAnswer withoutTheNewest(UsageAnswer answer) {
    UsageList own = answer.own();
    List<ListedEntry> fewer =
        own.entries().isEmpty() ? List.of() : own.entries().subList(1, own.entries().size());
    return new UsageAnswer(
        new UsageList(own.label(), own.proof(), fewer, own.extension()),
        answer.linked(),
        answer.bulkReads(),
        answer.indexRoot(),
        answer.checkpoint(),
        answer.consistency(),
        answer.policyHash(),
        answer.saved(),
        answer.next());
  }
}
