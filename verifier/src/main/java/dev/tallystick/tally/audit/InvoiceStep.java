package dev.tallystick.tally.audit;

import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.InvoiceLine;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.events.type.SettlementLine;
import dev.tallystick.events.type.TariffPublished;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.party.account.InvoiceSum;
import dev.tallystick.party.account.ShareSplit;
import dev.tallystick.party.account.ShareSplit.Shares;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tally.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Invoices are the sum of the log's entries of their month, settlements are the platforms' shares
 * of it, and no month that is over is without (I7). Each difference names the party that lacks its
 * half.
 */
final class InvoiceStep implements AuditStep {
  /** How long after a month its invoices may come. */
  private static final Duration TO_ISSUE = Duration.ofDays(10);

  /** How long after the log's first entry since, for bureaus that stood still with it. */
  private static final Duration TO_ISSUE_LATE = Duration.ofDays(1);

  private final AuditFindings findings = new AuditFindings("invoices");
  private final LoggedPacks packs;
  private final ZoneId usualZone;
  private final SoldFees fees;
  private final InvoiceFiles files;
  private final TariffHistory tariffs = new TariffHistory();
  private final Map<Account, InvoiceSum> sums = new TreeMap<>();
  private final Map<Account, ShareSplit> shares = new TreeMap<>();
  private final Set<Account> invoiced = new HashSet<>();
  private final Set<Account> settled = new HashSet<>();
  private final Set<YearMonth> withheld = new HashSet<>();
  private final NavigableMap<YearMonth, Long> firstMillis = new TreeMap<>();
  private long lastMillis;
  private long passed;
  private long invoices;
  private long settlements;

  /** A month between two parties; shares have no second one, settled ones name the platform. */
  private record Account(String from, String to, String currency, YearMonth month)
      implements Comparable<Account> {
    @Override
    public int compareTo(Account other) {
      return text().compareTo(other.text());
    }

    private String text() {
      return String.join(" ", from, to, currency, month.toString());
    }
  }

  /**
   * Begins without fees.
   *
   * @param files the entries of invoices, as a party has them
   */
  InvoiceStep(PackShelf shelf, ReleaseBook book, InvoiceFiles files) {
    packs = new LoggedPacks(shelf);
    usualZone = ShippedPacks.all().get(0).zone();
    fees = new SoldFees(book);
    this.files = files;
  }

  @Override
  public void see(AuditedEntry entry) {
    packs.see(entry);
    lastMillis = entry.recordedMillis();
    entry
        .data(TariffPublished.NAME, TariffPublished::read)
        .ifPresent(published -> tariffs.add(published, entry.index()));
    YearMonth month = month(entry.recordedMillis());
    firstMillis.putIfAbsent(month, lastMillis);
    if (entry.body().isEmpty()
        && (entry.is("data.released") || entry.is("fee.reversed") || entry.is("data.received"))) {
      withheld.add(month);
    }
    fees.see(entry).ifPresent(moved -> count(entry, month, moved));
    entry.data(InvoiceIssued.NAME, InvoiceIssued::read).ifPresent(issued -> check(entry, issued));
    entry
        .data(SettlementIssued.NAME, SettlementIssued::read)
        .ifPresent(issued -> check(entry, issued));
  }

  private YearMonth month(long millis) {
    ZoneId zone = packs.at(millis).map(Pack::zone).orElse(usualZone);
    return BilledMonth.at(Instant.ofEpochMilli(millis), zone).month();
  }

  private void count(AuditedEntry entry, YearMonth month, SoldFees.Moved moved) {
    SoldFees.Sold sold = moved.sold();
    String currency = sold.fee().currency();
    sums.computeIfAbsent(
            new Account(sold.from(), sold.to(), currency, month), none -> new InvoiceSum())
        .add(moved.move(), sold.key(), sold.fee().amount(), entry.index(), entry.entry());
    shares
        .computeIfAbsent(new Account(sold.from(), "", currency, month), none -> new ShareSplit())
        .add(
            moved.move(),
            sold.key(),
            sold.fee().amount(),
            tariffs
                .lineInForce(sold.key(), sold.soldMillis(), sold.soldIndex())
                .map(Shares::of)
                .orElse(Shares.NONE),
            sold.madeOf());
    files.count(entry, moved);
  }

  private void check(AuditedEntry entry, InvoiceIssued issued) {
    invoices++;
    Optional<BilledMonth> month = BilledMonth.of(issued.periodFrom(), issued.periodTo(), usualZone);
    if (month.isEmpty()) {
      findings.at(entry.index(), "the invoice is not of a calendar month");
      return;
    }
    Account account =
        new Account(issued.from(), issued.to(), issued.total().currency(), month.get().month());
    if (!invoiced.add(account)) {
      findings.at(entry.index(), "the month is invoiced twice by " + issued.from());
    }
    if (!month(entry.recordedMillis()).isAfter(month.get().month())) {
      findings.at(entry.index(), "the invoice is of a month that goes on");
    }
    InvoiceSum sum = sums.getOrDefault(account, new InvoiceSum());
    files.compare(
        issued, account.month(), (at, rule) -> note(at, account.month(), rule), entry.index());
    difference(issued, sum).ifPresent(rule -> note(entry.index(), account.month(), rule));
  }

  /** The party that has no half of what differs, and what that is. */
  private static Optional<String> difference(InvoiceIssued issued, InvoiceSum sum) {
    long paid =
        issued.lines().stream().mapToLong(line -> line.amount() - line.reversedAmount()).sum();
    if (paid != issued.total().amount()) {
      return Optional.of("its total is not the sum of its lines: " + issued.from() + " has erred");
    }
    long missing = sum.entries() - issued.entries();
    if (missing > 0) {
      return Optional.of(
          "%s lacks its half of %d entries that the log has; expected %d in all, found %d%s"
              .formatted(
                  issued.from(), missing, sum.total(), issued.total().amount(), line(issued, sum)));
    }
    if (missing < 0) {
      return Optional.of(
          "%s lacks its half of %d entries that %s claims and the log does not have; expected %d in all, found %d%s"
              .formatted(
                  issued.to(),
                  -missing,
                  issued.from(),
                  sum.total(),
                  issued.total().amount(),
                  line(issued, sum)));
    }
    if (!issued.lines().equals(sum.lines())) {
      return Optional.of(
          "%s has summed it otherwise than the log; expected %d in all, found %d%s"
              .formatted(issued.from(), sum.total(), issued.total().amount(), line(issued, sum)));
    }
    boolean isSame =
        issued.entriesRoot().equals(sum.entriesRoot())
            && issued.firstIndex() == sum.firstIndex()
            && issued.lastIndex() == sum.lastIndex();
    return isSame
        ? Optional.empty()
        : Optional.of("%s counts other entries than the log has".formatted(issued.from()));
  }

  private static String line(InvoiceIssued issued, InvoiceSum sum) {
    Set<InvoiceLine> claimed = new HashSet<>(issued.lines());
    return sum.lines().stream()
        .filter(line -> !claimed.contains(line))
        .findFirst()
        .map(
            line ->
                "; line %s has %d fees, %d taken back, %d repeats"
                    .formatted(line.line(), line.count(), line.reversed(), line.repeats()))
        .orElse("");
  }

  private void check(AuditedEntry entry, SettlementIssued issued) {
    settlements++;
    Optional<BilledMonth> month = BilledMonth.of(issued.periodFrom(), issued.periodTo(), usualZone);
    if (month.isEmpty()) {
      findings.at(entry.index(), "the settlement is not of a calendar month");
      return;
    }
    String currency = issued.total().currency();
    YearMonth of = month.get().month();
    if (!settled.add(new Account(issued.from(), issued.to(), currency, of))) {
      findings.at(entry.index(), "the month is settled twice by " + issued.from());
    }
    ShareSplit split =
        shares.getOrDefault(new Account(issued.from(), "", currency, of), new ShareSplit());
    List<SettlementLine> expected = split.settlements().getOrDefault(issued.to(), List.of());
    long total = total(expected);
    if (!issued.lines().equals(expected) || issued.total().amount() != total) {
      note(
          entry.index(),
          of,
          "%s lacks its half of the share of %s; expected %d, found %d"
              .formatted(issued.from(), issued.to(), total, issued.total().amount()));
    }
  }

  private static long total(List<SettlementLine> lines) {
    return lines.stream().mapToLong(line -> line.sourceAmount() + line.modelAmount()).sum();
  }

  /** Where bodies of the month are not shown, the log cannot be summed. */
  private void note(long index, YearMonth month, String rule) {
    if (withheld.contains(month) || passed > 0) {
      findings.untoldAt(index, rule + ", as far as the entries of the month are shown");
    } else {
      findings.at(index, rule);
    }
  }

  @Override
  public void pass(long index) {
    passed++;
  }

  @Override
  public void tell(CheckReport report, long size) {
    long place = Math.max(0, size - 1);
    sums.forEach(
        (account, sum) -> {
          if (isLate(account.month()) && !invoiced.contains(account)) {
            note(
                place,
                account.month(),
                "%s lacks its half: %d entries of %s with %s, %d %s, are in no invoice"
                    .formatted(
                        account.from(),
                        sum.entries(),
                        account.month(),
                        account.to(),
                        sum.total(),
                        account.currency()));
          }
        });
    shares.forEach((account, split) -> unsettled(account, split, place));
    files.tell(findings);
    findings.tell(
        report,
        "%d invoices and %d settlements are the sums of the log's entries"
            .formatted(invoices, settlements));
    report.fact("invoices", invoices);
    report.fact("settlements", settlements);
  }

  private void unsettled(Account account, ShareSplit split, long place) {
    if (!isLate(account.month())) {
      return;
    }
    for (Map.Entry<String, List<SettlementLine>> each : split.settlements().entrySet()) {
      Account with =
          new Account(account.from(), each.getKey(), account.currency(), account.month());
      if (!settled.contains(with)) {
        note(
            place,
            account.month(),
            "%s lacks its half: the share of %s of %s, %d %s, is in no settlement"
                .formatted(
                    account.from(),
                    each.getKey(),
                    account.month(),
                    total(each.getValue()),
                    account.currency()));
      }
    }
  }

  /** Whether the statements of a month should have come by the end of the log. */
  private boolean isLate(YearMonth month) {
    Map.Entry<YearMonth, Long> next = firstMillis.higherEntry(month);
    if (next == null) {
      return false;
    }
    Instant last = Instant.ofEpochMilli(lastMillis);
    return last.isAfter(new BilledMonth(month, usualZone).end().plus(TO_ISSUE))
        && last.isAfter(Instant.ofEpochMilli(next.getValue()).plus(TO_ISSUE_LATE));
  }
}
