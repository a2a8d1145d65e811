package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.LedgerRepository.Payer;
import dev.tallystick.bureau.tariff.Tariffs;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.InvoiceId;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.Money;
import dev.tallystick.events.type.SettlementId;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.events.type.SettlementLine;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.party.account.InvoiceSum;
import dev.tallystick.party.account.ShareSplit;
import dev.tallystick.party.account.ShareSplit.Shares;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.party.account.TariffKey;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums a month of the ledger, row by row, to what the log is to say of it. */
@Singleton
final class DraftStatements {
  private final LedgerRepository ledger;
  private final Tariffs tariffs;
  private final EventFactory events;

  DraftStatements(LedgerRepository ledger, Tariffs tariffs, EventFactory events) {
    this.ledger = ledger;
    this.tariffs = tariffs;
    this.events = events;
  }

  /** The invoice of a month to a lender; none if nothing counts. */
  Optional<InvoiceIssued> invoice(BureauId bureau, BilledMonth month, Payer payer) {
    InvoiceSum sum = ledger.sum(bureau, month, payer);
    if (sum.entries() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        InvoiceIssued.builder()
            .invoice(new InvoiceId("inv_" + events.drawId()))
            .from(bureau.value())
            .to(payer.lender())
            .periodFrom(month.firstDay())
            .periodTo(month.lastDay())
            .lines(sum.lines())
            .total(new Money(sum.total(), payer.currency()))
            .entries(sum.entries())
            .entriesRoot(sum.entriesRoot())
            .firstIndex(sum.firstIndex())
            .lastIndex(sum.lastIndex())
            .build());
  }

  /** The settlements of a month with all platforms that get something, by party id. */
  List<SettlementIssued> settlements(BureauId bureau, BilledMonth month, String currency) {
    TariffHistory history = tariffs.history(bureau);
    ShareSplit split = new ShareSplit();
    ledger.scan(
        bureau,
        month,
        currency,
        entry ->
            split.add(
                entry.move().orElseThrow(),
                key(entry),
                entry.sold().fee().amount(),
                history
                    .lineInForce(key(entry), entry.sold().at().toEpochMilli(), entry.sold().index())
                    .map(Shares::of)
                    .orElse(Shares.NONE),
                entry.sold().madeOf()));
    List<SettlementIssued> settlements = new ArrayList<>();
    split
        .settlements()
        .forEach(
            (platform, lines) ->
                settlements.add(settlement(bureau, month, platform, lines, currency)));
    return settlements;
  }

  private SettlementIssued settlement(
      BureauId bureau,
      BilledMonth month,
      String platform,
      List<SettlementLine> lines,
      String currency) {
    long total = lines.stream().mapToLong(line -> line.sourceAmount() + line.modelAmount()).sum();
    return SettlementIssued.builder()
        .settlement(new SettlementId("stl_" + events.drawId()))
        .from(bureau.value())
        .to(platform)
        .periodFrom(month.firstDay())
        .periodTo(month.lastDay())
        .lines(lines)
        .total(new Money(total, currency))
        .build();
  }

  private static TariffKey key(LedgerEntry entry) {
    return new TariffKey(entry.sold().fee().tariff().value(), entry.sold().fee().line());
  }
}
