package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.party.account.FeeFate;
import dev.tallystick.party.account.FeeMove;
import dev.tallystick.party.account.ShareSplit.MadeOf;
import dev.tallystick.party.account.TariffKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fees of releases seen so far, and what became of each: what bureaus are owed. */
final class SoldFees {
  private final ReleaseBook book;
  private final Map<EventId, Sold> sold = new HashMap<>();

  /** What an entry does to a fee. */
  record Moved(Sold sold, FeeMove move) {}

  /**
   * A release with a fee.
   *
   * @param soldMillis when it was recorded, by whose tariff it is shared
   * @param soldIndex where the log has it; what it has later of tariffs does not count
   */
  record Sold(
      String from,
      String to,
      ReleaseFee fee,
      long soldMillis,
      long soldIndex,
      MadeOf madeOf,
      FeeFate fate) {
    TariffKey key() {
      return new TariffKey(fee.tariff().value(), fee.line());
    }

    private Sold with(FeeFate next) {
      return new Sold(from, to, fee, soldMillis, soldIndex, madeOf, next);
    }
  }

  /**
   * Begins without fees.
   *
   * @param book what was released before, so that a sale's platforms are known
   */
  SoldFees(ReleaseBook book) {
    this.book = book;
  }

  /** What an entry has done to a fee, if it is shown and about one; in log order. */
  Optional<Moved> see(AuditedEntry entry) {
    Optional<DataReleased> release = entry.data(DataReleased.NAME, DataReleased::read);
    if (release.isPresent()) {
      return release.filter(each -> each.fee().isPresent()).map(each -> sell(entry, each));
    }
    Optional<FeeReversed> reversed = entry.data(FeeReversed.NAME, FeeReversed::read);
    if (reversed.isPresent()) {
      return reversed.flatMap(each -> change(each.release(), Optional.of(each), Optional.empty()));
    }
    return entry
        .data(DataReceived.NAME, DataReceived::read)
        .filter(each -> each.voids().isPresent())
        .flatMap(each -> change(each.release(), Optional.empty(), each.voids()));
  }

  private Moved sell(AuditedEntry entry, DataReleased release) {
    ReleaseFee fee = release.fee().orElseThrow();
    List<String> platforms =
        release.parents().stream()
            .flatMap(parent -> book.find(parent.toString()).stream())
            .map(KnownRelease::from)
            .distinct()
            .sorted()
            .toList();
    Sold one =
        new Sold(
            release.from(),
            release.to(),
            fee,
            entry.recordedMillis(),
            entry.index(),
            new MadeOf(platforms, release.modelOwner()),
            FeeFate.of(fee));
    sold.put(entry.body().orElseThrow().id(), one);
    return new Moved(one, FeeMove.of(fee));
  }

  private Optional<Moved> change(
      EventId release, Optional<FeeReversed> reversal, Optional<EventId> voided) {
    Sold before = sold.get(release);
    if (before == null) {
      return Optional.empty();
    }
    FeeFate next =
        reversal
            .map(each -> before.fate().reversed(each.cause()))
            .orElseGet(() -> before.fate().voided(voided.orElseThrow()));
    sold.put(release, before.with(next));
    return before.fate().moveTo(next).map(move -> new Moved(before, move));
  }
}
