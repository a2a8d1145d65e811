package dev.tallystick.bureau.account;

import dev.tallystick.bureau.selfreport.FreeReportTerms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.party.account.BilledMonth;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which months of a bureau are over and not yet done. Asks only when one may be: right after a
 * start, and when a month ends.
 */
@Singleton
final class ClosedMonths {
  /** The log takes no event from a clock that differs from its own by more than half of this. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final FreeReportTerms terms;
  private final LedgerFollower follower;
  private final LedgerRepository ledger;
  private final AccountStatementRepository statements;
  private final Clock clock;

  /** The month in which it was found that none before it is due. */
  private final Map<BureauId, BilledMonth> looked = new ConcurrentHashMap<>();

  ClosedMonths(
      FreeReportTerms terms,
      LedgerFollower follower,
      LedgerRepository ledger,
      AccountStatementRepository statements,
      Clock clock) {
    this.terms = terms;
    this.follower = follower;
    this.ledger = ledger;
    this.statements = statements;
    this.clock = clock;
  }

  /** The month that a bureau's entries are of now. */
  BilledMonth current() {
    Instant now = clock.instant();
    return BilledMonth.at(now, terms.zoneAt(now));
  }

  /** The month of this name. */
  BilledMonth of(YearMonth month) {
    return new BilledMonth(month, terms.zoneAt(clock.instant()));
  }

  /** Whether it is worth asking which are due. */
  boolean mayBeDue(BureauId bureau) {
    Instant certain = clock.instant().minus(CLOCKS_DIFFER);
    BilledMonth known = looked.get(bureau);
    return known == null || certain.isBefore(known.start()) || !certain.isBefore(known.end());
  }

  /**
   * The oldest that is due; none if nothing is, or the ledger does not have all that the log has.
   *
   * <p>A month in which nothing counts is passed over and never done: that it is over is said by
   * this clock alone, while the log takes a statement by its own clock, too.
   */
  Optional<BilledMonth> due(BureauId bureau) {
    Instant certain = clock.instant().minus(CLOCKS_DIFFER);
    if (!mayBeDue(bureau) || !isLedgerComplete(bureau)) {
      return Optional.empty();
    }
    ZoneId zone = terms.zoneAt(certain);
    BilledMonth open = BilledMonth.at(certain, zone);
    Optional<BilledMonth> due =
        firstOpen(bureau, zone).filter(month -> month.month().isBefore(open.month()));
    if (due.isEmpty()) {
      looked.put(bureau, open);
    }
    return due;
  }

  private Optional<BilledMonth> firstOpen(BureauId bureau, ZoneId zone) {
    Instant from =
        statements
            .closedTo(bureau)
            .map(day -> day.atStartOfDay(zone).toInstant())
            .orElse(Instant.EPOCH);
    return ledger.firstFrom(bureau, from).map(first -> BilledMonth.at(first, zone));
  }

  /** What the log records from now on is of a later month. */
  private boolean isLedgerComplete(BureauId bureau) {
    try {
      return follower.hasAll(bureau);
    } catch (LogUnavailableException e) {
      return false;
    }
  }

  /** A month is done. */
  void close(BureauId bureau, BilledMonth month) {
    statements.close(bureau, month.next().firstDay());
    ledger.forgetSources(bureau, month.start());
  }
}
