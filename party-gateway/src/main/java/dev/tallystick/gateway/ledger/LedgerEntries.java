package dev.tallystick.gateway.ledger;

import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Enters into the books what the proved list has of releases and of what became of them; of their
 * fees, {@link InvoiceEntries} does.
 */
@Singleton
class LedgerEntries implements OwnEntryListener {
  private final ListedReleaseRepository releases;

  LedgerEntries(ListedReleaseRepository releases) {
    this.releases = releases;
  }

  @Override
  public void take(OwnEntry entry) {
    switch (entry.type()) {
      case DataReleased.SHORT_NAME -> released(entry);
      case DataReceived.SHORT_NAME -> of(entry, row -> acknowledged(row, entry));
      case "data.undelivered" -> of(entry, row -> row.undeliveredAt = entry.logIndex());
      case DataDestroyed.SHORT_NAME -> destroyed(entry);
      default -> {
        // Of no concern here.
      }
    }
  }

  private void released(OwnEntry entry) {
    DataReleased.Partial data = new DataReleased.Partial(entry.data());
    ListedReleaseEntity row = new ListedReleaseEntity();
    row.listIndex = entry.listIndex();
    row.logIndex = entry.logIndex();
    row.event = entry.event().orElse(null);
    row.recordedAt = entry.recordedAt();
    row.step = data.step().orElse("");
    row.seller = data.from().orElse("");
    row.buyer = data.to().orElse("");
    row.product = data.product().orElse(null);
    row.inquiry = data.inquiry().orElse(null);
    Optional<ReleaseFee.Partial> fee = data.fee();
    OptionalLong amount = fee.map(ReleaseFee.Partial::amount).orElse(OptionalLong.empty());
    row.amount = amount.isPresent() ? amount.getAsLong() : null;
    row.currency = fee.flatMap(ReleaseFee.Partial::currency).orElse(null);
    row.tariff = fee.flatMap(ReleaseFee.Partial::tariff).orElse(null);
    row.tariffLine = fee.flatMap(ReleaseFee.Partial::line).orElse(null);
    releases.persist(row);
  }

  /** A half that comes after all voids what was reported undelivered before. */
  private static void acknowledged(ListedReleaseEntity row, OwnEntry entry) {
    row.acknowledgedAt = entry.logIndex();
    if (new DataReceived.Partial(entry.data()).voids().isPresent()) {
      row.undeliveredAt = null;
    }
  }

  private void of(OwnEntry entry, Consumer<ListedReleaseEntity> change) {
    // All of these name the release in the same way.
    new FeeReversed.Partial(entry.data()).release().flatMap(releases::ofEvent).ifPresent(change);
  }

  private void destroyed(OwnEntry entry) {
    for (String release : new DataDestroyed.Partial(entry.data()).releases()) {
      releases.ofEvent(release).ifPresent(row -> row.destroyedAt = entry.logIndex());
    }
  }
}
