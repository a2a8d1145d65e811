package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Invoices and settlements are the sum of what the log has, and nobody else sees them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InvoiceTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  /** A bureau, its lender, and the tariff line that sales are charged by. */
  private record Scene(BureauSite bureau, Lender lender, String product, String tariff) {
    Response asLender(String path) {
      return as("lender", lender.id(), path);
    }

    Response asBureau(String path) {
      return as("bureau", bureau.id(), path);
    }
  }

  private static Response as(String role, String party, String path) {
    return given()
        .auth()
        .oauth2(Tokens.claims(role).audience("bureau-service").claim("party", party).sign())
        .get(path);
  }

  private Scene open(String bureau, String bank) {
    market.reset();
    BureauSite site = BureauSite.open(market, bureau);
    Lender lender = Lender.open(market, bank);
    MovableClock.pass(Duration.ofSeconds(11));
    market.deposit(
        "pay-south", "LOAN.PERFORMANCE", JsonObject.builder().put("overdueDays", 12).build());
    market.deposit(
        "mall-east", "SHOPPING.AGGREGATE", JsonObject.builder().put("spendBand", 8).build());
    String product = site.registerReport();
    JsonObject line =
        JsonObject.builder()
            .put("line", "report-small")
            .put("payer", "RECIPIENT")
            .put("product", product)
            .put("userClass", "SMALL")
            .put("amount", 100)
            .put("sourceShare", 3_100)
            .build();
    Response tariff =
        site.post(
            "/v1/tariffs",
            JsonObject.builder()
                .put("currency", "CNY")
                .put("lines", JsonArray.of(List.of(line)))
                .build());
    assertThat(tariff.statusCode()).as(tariff.asString()).isEqualTo(201);
    assertThat(tariff.jsonPath().getInt("lines[0].sourceShare")).isEqualTo(3_100);
    String id = tariff.jsonPath().getString("tariff");
    market.tariff(id, "report-small");
    return new Scene(site, lender, product, id);
  }

  private static void buy(Scene scene, String subject) {
    scene
        .lender()
        .buy(scene.lender().sign(scene.bureau().id(), subject, scene.product()))
        .then()
        .statusCode(200);
  }

  private static BilledMonth thisMonth() {
    return BilledMonth.at(new MovableClock().instant(), SHANGHAI);
  }

  /** Not so near the end of a month that the month would end on the way. */
  private static void awayFromTheMonthsEnd() {
    Instant end = thisMonth().end();
    if (Duration.between(new MovableClock().instant(), end).toHours() < 1) {
      MovableClock.pass(Duration.ofHours(2));
    }
  }

  private static void endTheMonth() {
    Instant now = new MovableClock().instant();
    MovableClock.pass(Duration.between(now, thisMonth().end()).plusMinutes(2));
  }

  private List<Event> logged(String type, String bureau) {
    return market.log().entries(type).stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.data().getString("from").equals(bureau))
        .toList();
  }

  private List<Event> sales(Scene scene) {
    return logged("data.released", scene.bureau().id()).stream()
        .filter(event -> event.data().getString("step").equals("RELEASE_2"))
        .toList();
  }

  private static List<?> listed(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath().getList("invoices");
  }

  @Test
  void invoice_ofAMonth_isTheSumOfItsEntries_andIssuedByItself() {
    Scene scene = open("bureau-billing", "bank-billing");
    awayFromTheMonthsEnd();
    BilledMonth month = thisMonth();
    String one = scene.lender().drawSubject();
    buy(scene, one);
    buy(scene, one);
    buy(scene, scene.lender().drawSubject());

    endTheMonth();
    String own = "/v1/invoices?bureau=bureau-billing&month=" + month.month();
    Awaiting.until(
        "the invoice is issued",
        () -> "ISSUED".equals(scene.asLender(own).jsonPath().getString("invoices[0].state")));

    Response invoice = scene.asLender(own);
    assertThat(invoice.jsonPath().getLong("invoices[0].total")).isEqualTo(200);
    assertThat(invoice.jsonPath().getLong("invoices[0].entries")).isEqualTo(3);
    assertThat(invoice.jsonPath().getLong("invoices[0].lines[0].count")).isEqualTo(2);
    assertThat(invoice.jsonPath().getLong("invoices[0].lines[0].repeats")).isEqualTo(1);
    assertThat(invoice.jsonPath().getString("invoices[0].lines[0].userClass")).isEqualTo("SMALL");
    assertThat(invoice.jsonPath().getLong("invoices[0].benchmark.total"))
        .as("the state's centre asks 50 of small lenders")
        .isEqualTo(100);
    InvoiceIssued entry =
        InvoiceIssued.read(logged("invoice.issued", "bureau-billing").get(0).data());
    assertThat(entry.total().amount()).isEqualTo(200);
    assertThat(entry.periodFrom()).isEqualTo(month.firstDay());
    assertThat(entry.invoice().value())
        .isEqualTo(invoice.jsonPath().getString("invoices[0].invoice"));
    assertEntries(scene, entry);
    assertSettled(month);
  }

  /** What the invoice says it counts is what the log has, entry by entry. */
  private void assertEntries(Scene scene, InvoiceIssued invoice) {
    String lines =
        scene
            .asLender(
                "/v1/invoices/" + invoice.invoice().value() + "/entries?bureau=bureau-billing")
            .asString();
    Frontier frontier = Frontier.EMPTY;
    for (String line : lines.lines().toList()) {
      io.restassured.path.json.JsonPath json = io.restassured.path.json.JsonPath.from(line);
      frontier = frontier.append(Merkle.leafHash(Hash.fromHex(json.getString("entry"))));
    }
    assertThat(frontier.root()).isEqualTo(invoice.entriesRoot());
    assertThat(
            lines
                .lines()
                .map(line -> io.restassured.path.json.JsonPath.from(line).getString("release")))
        .containsExactlyElementsOf(
            sales(scene).stream().map(event -> event.id().toString()).toList());
  }

  /** 31 % of 200 are 62, parted among two platforms. */
  private void assertSettled(BilledMonth month) {
    List<SettlementIssued> settlements =
        logged("settlement.issued", "bureau-billing").stream()
            .map(event -> SettlementIssued.read(event.data()))
            .toList();
    assertThat(settlements)
        .extracting(SettlementIssued::to)
        .containsExactlyInAnyOrder("mall-east", "pay-south");
    assertThat(settlements).extracting(each -> each.total().amount()).containsOnly(31L);
    Response own = as("platform", "mall-east", "/v1/settlements?bureau=bureau-billing");
    assertThat(own.jsonPath().getList("settlements.to")).containsExactly("mall-east");
    assertThat(own.jsonPath().getLong("settlements[0].lines[0].sources")).isEqualTo(2);
    assertThat(own.asString()).doesNotContain("bank-billing");
    assertThat(
            as(
                    "platform",
                    "ride-west",
                    "/v1/settlements?bureau=bureau-billing&to=mall-east&month=" + month.month())
                .jsonPath()
                .getList("settlements"))
        .isEmpty();
  }

  @Test
  void invoice_ofOthers_isNeitherListedNorFound() {
    Scene scene = open("bureau-secret", "bank-secret");
    awayFromTheMonthsEnd();
    buy(scene, scene.lender().drawSubject());
    endTheMonth();
    Awaiting.until(
        "the invoice is issued", () -> !logged("invoice.issued", "bureau-secret").isEmpty());
    Awaiting.until(
        "it is shown",
        () -> !listed(scene.asBureau("/v1/invoices?bureau=bureau-secret")).isEmpty());
    String id = logged("invoice.issued", "bureau-secret").get(0).data().getString("invoice");
    String path = "/v1/invoices/" + id;
    String theirs = "?bureau=bureau-secret";

    assertThat(scene.asLender(path + theirs).statusCode()).isEqualTo(200);
    assertThat(scene.asBureau(path).statusCode()).isEqualTo(200);
    for (String tail : List.of("", "/page", "/entries")) {
      assertThat(as("lender", "bank-hill", path + tail + theirs).statusCode())
          .as(tail)
          .isEqualTo(404);
      assertThat(as("bureau", "bureau-east", path + tail + theirs).statusCode())
          .as(tail)
          .isEqualTo(404);
      assertThat(as("bureau", "bureau-east", path + tail).statusCode()).as(tail).isEqualTo(404);
    }
    assertThat(listed(as("lender", "bank-hill", "/v1/invoices" + theirs + "&to=bank-secret")))
        .isEmpty();
    assertThat(listed(as("bureau", "bureau-east", "/v1/invoices" + theirs + "&to=bank-secret")))
        .isEmpty();
  }

  @Test
  void invoice_asAPage_printsByItself() {
    Scene scene = open("bureau-paper", "bank-paper");
    awayFromTheMonthsEnd();
    buy(scene, scene.lender().drawSubject());
    endTheMonth();
    Awaiting.until(
        "it is shown", () -> !listed(scene.asBureau("/v1/invoices?bureau=bureau-paper")).isEmpty());
    String id = scene.asBureau("/v1/invoices").jsonPath().getString("invoices[0].invoice");

    Response page = scene.asLender("/v1/invoices/" + id + "/page?bureau=bureau-paper");

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(page.asString())
        .contains("CNY 1.00", id, "bank-paper", "state credit reference centre", "@page")
        .doesNotContain("<script", "http://", "https://", "<img");
  }

  /** Taken back, and owed again once the lender has acknowledged after all. */
  @Test
  void monthSoFar_followsReversalsAndWhatVoidsThem() throws Exception {
    Scene scene = open("bureau-running", "bank-running");
    awayFromTheMonthsEnd();
    String subject = scene.lender().drawSubject();
    buy(scene, subject);
    Event sale = sales(scene).get(0);
    DataReleased released = DataReleased.read(sale.data());
    EventId undelivered = EventId.fromString("019caca3-2e27-794f-ad6d-c9f191a1797c");

    append(
        "bureau-service",
        subject,
        FeeReversed.builder()
            .release(sale.id())
            .from(released.from())
            .to(released.to())
            .fee(released.fee().orElseThrow())
            .reason(FeeReversed.Reason.UNDELIVERED)
            .cause(undelivered)
            .build());

    awaitSoFar(scene, 0, "lines[0].reversed", 1);
    append("audit-service", subject, received(sale, released, undelivered));
    awaitSoFar(scene, 100, "lines[0].count", 2);
    // Of a later reversal for the same cause nothing changes any more.
    append(
        "bureau-service",
        subject,
        FeeReversed.builder()
            .release(sale.id())
            .from(released.from())
            .to(released.to())
            .fee(released.fee().orElseThrow())
            .reason(FeeReversed.Reason.UNDELIVERED)
            .cause(undelivered)
            .build());
    buy(scene, scene.lender().drawSubject());
    awaitSoFar(scene, 200, "entries", 4);
  }

  /** A crash of the database takes back commits that nobody waited for. */
  @Test
  void sales_thatTheDatabaseHasLost_areReadAgain() {
    Scene scene = open("bureau-lost", "bank-lost");
    awayFromTheMonthsEnd();
    buy(scene, scene.lender().drawSubject());
    awaitSoFar(scene, 100, "entries", 1);
    Rows rows = new Rows(database, "bureau-lost");
    assertThat(rows.update("delete from ledger_entry")).isEqualTo(1);
    assertThat(rows.update("update ledger_position set log_index = -1")).isEqualTo(1);

    buy(scene, scene.lender().drawSubject());

    awaitSoFar(scene, 200, "entries", 2);
  }

  private void awaitSoFar(Scene scene, long total, String member, long value) {
    String path =
        "/v1/invoices?bureau=%s&month=%s".formatted(scene.bureau().id(), thisMonth().month());
    Awaiting.until(
        "%d is owed, %s is %d".formatted(total, member, value),
        () -> {
          Response answer = scene.asLender(path);
          return !listed(answer).isEmpty()
              && answer.jsonPath().getLong("invoices[0].total") == total
              && answer.jsonPath().getLong("invoices[0]." + member) == value;
        });
    assertThat(scene.asLender(path).jsonPath().getString("invoices[0].state")).isEqualTo("OPEN");
  }

  private void append(String source, String subject, dev.tallystick.events.type.EventData data)
      throws InvalidEventException {
    EventFactory events = new EventFactory(new MovableClock(), new SecureRandom(), source);
    market
        .log()
        .append(events.create(data, Optional.of(subject), Optional.empty(), Map.of(), Set.of()));
  }

  private DataReceived received(Event sale, DataReleased released, EventId voids) {
    ScriptedEvent logged =
        market.log().entries().stream()
            .filter(entry -> entry.event().id().equals(sale.id()))
            .findFirst()
            .orElseThrow();
    return DataReceived.builder()
        .release(sale.id())
        .releaseIndex(logged.index())
        .releaseEntry(Hash.sha256(CanonicalJson.messageBytes(sale.data())))
        .from(released.from())
        .to(released.to())
        .payloadDigest(released.payloadDigest())
        .checkpointSize(logged.index() + 1)
        .checkpointRoot(released.payloadDigest())
        .receivedAt(Instant.ofEpochMilli(logged.recordedMillis()))
        .voids(Optional.of(voids))
        .receiverSignature(released.sellerSignature().orElseThrow())
        .build();
  }
}
