package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.InvoiceLine;
import dev.tallystick.events.type.SettlementLine;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.party.account.FeeMove;
import dev.tallystick.party.account.InvoiceSum;
import dev.tallystick.party.account.TariffKey;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.Sale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invoices and settlements that are not what the log adds up to, and who lacks their half. */
class AuditInvoiceTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String INVOICE = "inv_019c1314-065e-7570-b557-df5dc7722886";
  private static final TariffKey LINE =
      new TariffKey("trf_019c1252-326f-7f40-968e-ade6adae4240", "score-small");

  @TempDir private Path folder;
  private final Market market = Market.afterASale();
  private final Sale.Released first = market.sale().to(Market.BANK);

  private BilledMonth month() {
    return BilledMonth.at(Instant.ofEpochMilli(market.log().nextMillis()), ZONE);
  }

  private Sale.Released sellAgain() {
    market.sale().release2();
    Sale.Released second = market.sale().to(Market.BANK);
    market.sale().acknowledge(Market.BANK);
    return second;
  }

  private InvoiceSum sum(Sale.Released... sales) {
    InvoiceSum sum = new InvoiceSum();
    for (Sale.Released sale : sales) {
      sum.add(FeeMove.CHARGED, LINE, 100, sale.index(), market.log().entry(sale.index()));
    }
    return sum;
  }

  /** Appends the invoice of the month so far, once that is over. */
  private void invoice(InvoiceSum sum) {
    BilledMonth month = month();
    endOf(month);
    invoice(month, sum, sum.total(), sum.lines());
  }

  private void endOf(BilledMonth month) {
    market
        .log()
        .pass(
            Duration.ofMillis(month.end().toEpochMilli() - market.log().nextMillis()).plusHours(1));
  }

  private void invoice(BilledMonth month, InvoiceSum sum, long total, List<InvoiceLine> lines) {
    market
        .log()
        .append(
            "invoice.issued",
            Optional.empty(),
            Example.of("invoice.issued")
                .with("invoice", INVOICE)
                .with("periodFrom", month.firstDay().toString())
                .with("periodTo", month.lastDay().toString())
                .with("lines", JsonArray.of(lines.stream().map(InvoiceLine::toJson).toList()))
                .with(
                    "total",
                    JsonObject.builder().put("amount", total).put("currency", "CNY").build())
                .with("entries", sum.entries())
                .with("entriesRoot", sum.entriesRoot().hex())
                .with("firstIndex", sum.firstIndex())
                .with("lastIndex", sum.lastIndex())
                .json());
  }

  private void settle(BilledMonth month, long amount) {
    SettlementLine line =
        SettlementLine.builder()
            .tariff(new TariffId(LINE.tariff()))
            .line(LINE.line())
            .sources(1)
            .sourceAmount(amount)
            .models(0)
            .modelAmount(0)
            .build();
    market
        .log()
        .append(
            "settlement.issued",
            Optional.empty(),
            Example.of("settlement.issued")
                .with("periodFrom", month.firstDay().toString())
                .with("periodTo", month.lastDay().toString())
                .with("lines", JsonArray.of(List.of(line.toJson())))
                .with(
                    "total",
                    JsonObject.builder().put("amount", amount).put("currency", "CNY").build())
                .json());
  }

  @Test
  void invoice_thatIsTheSum_holds() {
    Sale.Released second = sellAgain();
    invoice(sum(first, second));

    assertThat(AuditSamples.audit(folder, market).line("invoices"))
        .startsWith("invoices | holds | 1 invoices and 0 settlements");
  }

  @Test
  void invoice_thatLeavesASaleOut_isTheBureausFault() {
    Sale.Released unused = sellAgain();
    invoice(sum(first));

    assertFails(
        "bureau-north lacks its half of 1 entries that the log has; expected 200 in all, found 100;"
            + " line score-small has 2 fees, 0 taken back, 0 repeats");
  }

  @Test
  void invoice_ofASaleThatNobodyMade_lacksTheBuyersHalf() {
    InvoiceSum more = sum(first);
    more.add(FeeMove.CHARGED, LINE, 100, first.index() + 1, market.log().entry(first.index() + 1));
    invoice(more);

    assertFails(
        "bank-riverside lacks its half of 1 entries that bureau-north claims and the log does not"
            + " have; expected 100 in all, found 200");
  }

  @Test
  void invoice_ofAnotherSum_isFound() {
    BilledMonth month = month();
    InvoiceSum sum = sum(first);
    endOf(month);
    invoice(month, sum, 101, sum.lines());

    assertFails("its total is not the sum of its lines: bureau-north has erred");
  }

  @Test
  void invoice_ofOtherEntries_isFound() {
    InvoiceSum other = new InvoiceSum();
    other.add(FeeMove.CHARGED, LINE, 100, first.index(), market.log().entry(0));
    invoice(other);

    assertFails("bureau-north counts other entries than the log has");
  }

  @Test
  void invoice_ofAMonthThatGoesOn_isFound() {
    invoice(month(), sum(first), 100, sum(first).lines());

    assertFails("the invoice is of a month that goes on");
  }

  @Test
  void month_withoutAnInvoice_isTheBureausFault() {
    BilledMonth month = month();
    endOf(month);
    market.log().appendIndexRoot();
    market.log().pass(Duration.ofDays(11));
    market.log().appendIndexRoot();

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.line("invoices"))
        .contains(
            "does not hold",
            "bureau-north lacks its half: 1 entries of %s with bank-riverside, 100 CNY, are in no invoice"
                .formatted(month.month()));
  }

  /** Who comes back after weeks has a day for what fell due meanwhile. */
  @Test
  void month_thatEndedWhileTheLogStoodStill_isNotYetLate() {
    endOf(month());
    market.log().pass(Duration.ofDays(40));
    market.log().appendIndexRoot();

    assertThat(AuditSamples.audit(folder, market).line("invoices")).startsWith("invoices | holds");
  }

  @Test
  void settlement_thatIsTheShare_holds() {
    settleOneSale(10);

    assertThat(AuditSamples.audit(folder, market).line("invoices"))
        .startsWith("invoices | holds | 1 invoices and 1 settlements");
  }

  @Test
  void settlement_thatIsNotTheShare_isTheBureausFault() {
    settleOneSale(9);

    assertFails("bureau-north lacks its half of the share of mall-east; expected 10, found 9");
  }

  /** A tenth is the platforms' from the second sale on. */
  private void settleOneSale(long amount) {
    publishWithShares();
    InvoiceSum sum = sum(first, sellAgain());
    BilledMonth month = month();
    endOf(month);
    invoice(month, sum, 200, sum.lines());
    settle(month, amount);
  }

  private void publishWithShares() {
    JsonObject published = Example.of("tariff.published").json();
    List<JsonObject> lines =
        published.getArray("lines").items().stream()
            .map(JsonObject.class::cast)
            .map(
                line -> {
                  JsonObject.Builder more = JsonObject.builder();
                  line.forEach(more::put);
                  return more.put("sourceShare", 1_000).build();
                })
            .toList();
    market
        .log()
        .append(
            "tariff.published",
            Optional.empty(),
            Example.of("tariff.published")
                .with("version", 2)
                .with("effectiveFrom", Sale.time(market.log().nextMillis()))
                .with("lines", JsonArray.of(lines))
                .json());
  }

  /** What a party has lost of its books is named, entry by entry. */
  @Test
  void invoiceFile_withoutOneSale_namesTheEntry() throws IOException {
    Sale.Released second = sellAgain();
    invoice(sum(first, second));
    Path file = folder.resolve("entries.ndjson");
    Files.writeString(file, line(first) + "\n" + line(second) + "\n", UTF_8);
    assertThat(
            AuditSamples.audit(folder, market, "--invoice", INVOICE + "=" + file).line("invoices"))
        .startsWith("invoices | holds");

    Files.writeString(file, line(first) + "\n", UTF_8);
    Run run = AuditSamples.audit(folder, market, "--invoice", INVOICE + "=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("invoices"))
        .startsWith(
            "invoices | does not hold | entry %d: whoever gave the file lacks its half"
                .formatted(second.index()));

    Files.writeString(file, line(first) + "\n" + line(second) + "\n" + line(second) + "\n", UTF_8);
    Run twice = AuditSamples.audit(folder, market, "--invoice", INVOICE + "=" + file);

    assertThat(twice.line("invoices")).contains("does not hold", "the file says otherwise");

    Files.writeString(file, "{\"index\":1}\n", UTF_8);
    Run broken = AuditSamples.audit(folder, market, "--invoice", INVOICE + "=" + file);

    assertThat(broken.line("invoices")).contains("cannot tell", "is no entry");
  }

  private String line(Sale.Released sale) {
    return CanonicalJson.text(
        JsonObject.builder()
            .put("index", sale.index())
            .put("entry", market.log().entry(sale.index()).hex())
            .put("move", "CHARGED")
            .put("amount", 100)
            .build());
  }

  @Test
  void fee_forAnotherClassThanTheBuyersOwn_isFound() {
    market
        .log()
        .append(
            "party.registered",
            Optional.empty(),
            Example.of("party.registered")
                .with("party", Market.BANK)
                .with("userClass", "LARGE")
                .json(),
            "party/" + dev.tallystick.events.EventLabels.ofParty(Market.BANK));
    market.sale().release2();

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.line("fees"))
        .contains(
            "its fee is the line for SMALL_LENDER, and bank-riverside is registered as LARGE");
  }

  private void assertFails(String rule) {
    Run run = AuditSamples.audit(folder, market);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("invoices"))
        .as(run.out())
        .startsWith(
            "invoices | does not hold | entry %d: %s".formatted(market.log().size() - 1, rule));
  }
}
