package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
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
import java.time.Instant;
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
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  private static Response as(String role, String party, String path) {
    return BilledScene.as(role, party, path);
  }

  private List<Event> logged(String type, String bureau) {
    return market.log().entries(type).stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.data().getString("from").equals(bureau))
        .toList();
  }

  private List<Event> sales(BilledScene scene) {
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
    BilledScene scene = BilledScene.open(market, "bureau-billing", "bank-billing");
    BilledScene.awayFromTheMonthsEnd();
    BilledMonth month = BilledScene.thisMonth();
    String one = scene.lender().drawSubject();
    scene.buy(one);
    scene.buy(one);
    scene.buy(scene.lender().drawSubject());

    BilledScene.endTheMonth();
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
  private void assertEntries(BilledScene scene, InvoiceIssued invoice) {
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
    BilledScene scene = BilledScene.open(market, "bureau-secret", "bank-secret");
    BilledScene.awayFromTheMonthsEnd();
    scene.buy(scene.lender().drawSubject());
    BilledScene.endTheMonth();
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
    BilledScene scene = BilledScene.open(market, "bureau-paper", "bank-paper");
    BilledScene.awayFromTheMonthsEnd();
    scene.buy(scene.lender().drawSubject());
    BilledScene.endTheMonth();
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
    BilledScene scene = BilledScene.open(market, "bureau-running", "bank-running");
    BilledScene.awayFromTheMonthsEnd();
    String subject = scene.lender().drawSubject();
    scene.buy(subject);
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
    scene.buy(scene.lender().drawSubject());
    awaitSoFar(scene, 200, "entries", 4);
  }

  /** A crash of the database takes back commits that nobody waited for. */
  @Test
  void sales_thatTheDatabaseHasLost_areReadAgain() {
    BilledScene scene = BilledScene.open(market, "bureau-lost", "bank-lost");
    BilledScene.awayFromTheMonthsEnd();
    scene.buy(scene.lender().drawSubject());
    awaitSoFar(scene, 100, "entries", 1);
    Rows rows = new Rows(database, "bureau-lost");
    assertThat(rows.update("delete from ledger_entry")).isEqualTo(1);
    assertThat(rows.update("update ledger_position set log_index = -1")).isEqualTo(1);

    scene.buy(scene.lender().drawSubject());

    awaitSoFar(scene, 200, "entries", 2);
  }

  private void awaitSoFar(BilledScene scene, long total, String member, long value) {
    String path =
        "/v1/invoices?bureau=%s&month=%s"
            .formatted(scene.bureau().id(), BilledScene.thisMonth().month());
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
