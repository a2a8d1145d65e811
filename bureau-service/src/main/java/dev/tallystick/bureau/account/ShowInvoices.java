package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountStatementEntity.Kind;
import dev.tallystick.bureau.account.AccountStatementRepository.Issued;
import dev.tallystick.bureau.account.LedgerRepository.Payer;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tariff.Tariffs;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.InvoiceLine;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.party.account.TariffKey;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows invoices to the two sides of each, with what the state's centre would have asked. */
@Singleton
final class ShowInvoices {
  private final AccountStatementRepository statements;
  private final LedgerRepository ledger;
  private final DraftStatements drafts;
  private final ClosedMonths months;
  private final InvoiceForm form;

  ShowInvoices(
      AccountStatementRepository statements,
      LedgerRepository ledger,
      DraftStatements drafts,
      ClosedMonths months,
      InvoiceForm form) {
    this.statements = statements;
    this.ledger = ledger;
    this.drafts = drafts;
    this.months = months;
    this.form = form;
  }

  /** Which invoices are asked for, by whoever may see them. */
  record Wanted(BureauId bureau, Optional<String> lender, Optional<YearMonth> month) {}

  /**
   * Those that are issued; of a lender's month that has no end yet, also what it came to so far.
   */
  List<InvoiceJson.ShownJson> list(Wanted wanted) {
    TariffHistory history = form.history(wanted.bureau());
    List<InvoiceJson.ShownJson> shown = new ArrayList<>();
    for (Issued issued :
        statements.issued(
            wanted.bureau(),
            Kind.INVOICE,
            wanted.lender(),
            wanted.month().map(month -> month.atDay(1)))) {
      shown.add(form.of(history, InvoiceIssued.read(issued.data()), Optional.of(issued)));
    }
    if (shown.isEmpty() && wanted.lender().isPresent() && wanted.month().isPresent()) {
      shown.addAll(soFar(wanted.bureau(), wanted.lender().get(), wanted.month().get()));
    }
    return shown;
  }

  private List<InvoiceJson.ShownJson> soFar(BureauId bureau, String lender, YearMonth named) {
    BilledMonth month = months.of(named);
    TariffHistory history = form.history(bureau);
    return ledger.payers(bureau, month, lender).stream()
        .flatMap(payer -> drafts.invoice(bureau, month, payer).stream())
        .map(draft -> form.of(history, draft, Optional.empty()))
        .toList();
  }

  /**
   * One that is issued.
   *
   * @param lender the one who asks, if it is not the bureau
   * @throws BureauProblem if there is none between the two
   */
  InvoiceJson.ShownJson get(BureauId bureau, Optional<String> lender, String id) {
    Issued issued = require(bureau, lender, id);
    return form.of(form.history(bureau), InvoiceIssued.read(issued.data()), Optional.of(issued));
  }

  private Issued require(BureauId bureau, Optional<String> lender, String id) {
    return statements
        .find(bureau, Kind.INVOICE, id)
        .filter(
            issued ->
                lender
                    .map(asking -> InvoiceIssued.read(issued.data()).to().equals(asking))
                    .orElse(true))
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.INVOICE_UNKNOWN));
  }

  /**
   * Goes along the entries that an invoice is the sum of, in log order. Some at a time: who reads
   * slowly keeps no connection of the database.
   */
  void entries(BureauId bureau, Optional<String> lender, String id, LedgerRepository.Visitor to) {
    InvoiceIssued invoice = InvoiceIssued.read(require(bureau, lender, id).data());
    BilledMonth month = months.of(YearMonth.from(invoice.periodFrom()));
    Payer payer = new Payer(invoice.to(), invoice.total().currency());
    List<LedgerEntry> page = ledger.page(bureau, month, payer, Optional.empty());
    while (!page.isEmpty()) {
      page.forEach(to::visit);
      LedgerEntry last = page.get(page.size() - 1);
      page = ledger.page(bureau, month, payer, Optional.of(last.place()));
    }
  }

  /** The wire form of invoices. */
  @Singleton
  static final class InvoiceForm {
    private final Tariffs tariffs;
    private final Benchmark benchmark;

    InvoiceForm(Tariffs tariffs, Benchmark benchmark) {
      this.tariffs = tariffs;
      this.benchmark = benchmark;
    }

    /** The bureau's tariffs, read once for all invoices that are shown together. */
    TariffHistory history(BureauId bureau) {
      return tariffs.history(bureau);
    }

    InvoiceJson.ShownJson of(TariffHistory history, InvoiceIssued data, Optional<Issued> issued) {
      String currency = data.total().currency();
      List<InvoiceJson.LineJson> lines = new ArrayList<>();
      long comparable = 0;
      boolean isComparable = true;
      for (InvoiceLine line : data.lines()) {
        InvoiceJson.LineJson told = line(line, history, currency);
        lines.add(told);
        isComparable &= told.benchmark() != null;
        comparable += told.benchmark() == null ? 0 : told.benchmark();
      }
      return new InvoiceJson.ShownJson(
          issued.map(Issued::id).orElse(null),
          issued.isPresent() ? InvoiceJson.State.ISSUED : InvoiceJson.State.OPEN,
          data.from(),
          data.to(),
          data.periodFrom().toString(),
          data.periodTo().toString(),
          currency,
          data.total().amount(),
          lines,
          isComparable
              ? new InvoiceJson.BenchmarkJson(
                  benchmark.name(),
                  benchmark.source(),
                  comparable,
                  data.total().amount() - comparable)
              : null,
          data.entries(),
          data.entriesRoot().hex(),
          data.firstIndex(),
          data.lastIndex(),
          issued.map(Issued::eventId).orElse(null),
          issued.map(Issued::index).orElse(null));
    }

    private InvoiceJson.LineJson line(InvoiceLine line, TariffHistory history, String currency) {
      Optional<TariffLine> published =
          history.latestLine(new TariffKey(line.tariff().value(), line.line()));
      Optional<Long> price =
          published.flatMap(known -> benchmark.price(known.userClass(), currency));
      return new InvoiceJson.LineJson(
          line.tariff().value(),
          line.line(),
          published.flatMap(TariffLine::product).map(ProductId::value).orElse(null),
          published.map(TariffLine::userClass).orElse(null),
          line.count(),
          line.amount(),
          line.repeats(),
          line.reversed(),
          line.reversedAmount(),
          price.map(each -> each * (line.count() - line.reversed())).orElse(null));
    }
  }
}
