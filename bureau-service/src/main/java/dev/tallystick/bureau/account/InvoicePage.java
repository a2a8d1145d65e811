package dev.tallystick.bureau.account;

import dev.tallystick.bureau.page.HtmlPage;
import dev.tallystick.bureau.page.HtmlPage.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An invoice as a page to print. */
final class InvoicePage {
  private static final List<String> HEADS =
      List.of(
          "Tariff line",
          "Charged",
          "Amount",
          "Free repeats",
          "Taken back",
          "To pay",
          "State centre");

  private InvoicePage() {}

  static String of(InvoiceJson.ShownJson invoice) {
    String id = Optional.ofNullable(invoice.invoice()).orElse("not issued: the month goes on");
    HtmlPage page =
        new HtmlPage("Invoice " + id, "Invoice")
            .terms(
                List.of(
                    new Term("Invoice", id),
                    new Term("From", invoice.bureau()),
                    new Term("To", invoice.to()),
                    new Term("For", invoice.periodFrom() + " to " + invoice.periodTo()),
                    new Term("To pay", money(invoice.total(), invoice.currency()))))
            .table(HEADS, rows(invoice), foot(invoice));
    InvoiceJson.BenchmarkJson benchmark = invoice.benchmark();
    if (benchmark != null) {
      page.paragraph(
          "The last column is what the %s would ask for the same: %s. It is told for comparison; nothing rests on it."
              .formatted(benchmark.name(), benchmark.source()));
    }
    return page.smallPrint(proof(invoice)).end();
  }

  private static List<List<String>> rows(InvoiceJson.ShownJson invoice) {
    String currency = invoice.currency();
    List<List<String>> rows = new ArrayList<>();
    for (InvoiceJson.LineJson line : invoice.lines()) {
      String userClass = line.userClass();
      rows.add(
          List.of(
              userClass == null ? line.line() : line.line() + " (" + userClass + ")",
              Long.toString(line.count()),
              money(line.amount(), currency),
              Long.toString(line.repeats()),
              line.reversed() == 0
                  ? "0"
                  : line.reversed() + ": " + money(line.reversedAmount(), currency),
              money(line.amount() - line.reversedAmount(), currency),
              optional(line.benchmark(), currency)));
    }
    return rows;
  }

  private static List<String> foot(InvoiceJson.ShownJson invoice) {
    InvoiceJson.BenchmarkJson benchmark = invoice.benchmark();
    return List.of(
        "Total",
        "",
        "",
        "",
        "",
        money(invoice.total(), invoice.currency()),
        optional(benchmark == null ? null : benchmark.total(), invoice.currency()));
  }

  private static String proof(InvoiceJson.ShownJson invoice) {
    String sum =
        "The sum of %d entries of the log, %d to %d, with the RFC 6962 root %s."
            .formatted(
                invoice.entries(),
                invoice.firstIndex(),
                invoice.lastIndex(),
                invoice.entriesRoot());
    return invoice.eventId() == null
        ? sum
        : sum
            + " The log has this invoice as entry %d, event %s. tally audit sums it again."
                .formatted(invoice.index(), invoice.eventId());
  }

  private static String optional(@Nullable Long amount, String currency) {
    return amount == null ? "–" : money(amount, currency);
  }

  /** Currencies of the tariffs have hundredths. */
  private static String money(long minor, String currency) {
    long absolute = Math.abs(minor);
    return String.format(
        Locale.ROOT,
        "%s%s %,d.%02d",
        minor < 0 ? "−" : "",
        currency,
        absolute / 100,
        absolute % 100);
  }
}
