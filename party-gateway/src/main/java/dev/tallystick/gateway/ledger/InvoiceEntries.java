package dev.tallystick.gateway.ledger;

import dev.tallystick.events.EventId;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.party.account.FeeFate;
import dev.tallystick.party.account.FeeMove;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enters into the books what the proved list does to fees, and the invoices that say what they come
 * to. One that shows no body, or cannot be read, is entered as such: it stops nothing, and nothing
 * is judged by it.
 */
@Singleton
class InvoiceEntries implements OwnEntryListener {
  private static final Set<String> OF_FEES =
      Set.of(DataReleased.SHORT_NAME, DataReceived.SHORT_NAME, FeeReversed.SHORT_NAME);

  private final FeeEntryRepository fees;
  private final ListedInvoiceRepository invoices;
  private final ListedReleaseRepository releases;
  private final GatewaySettings settings;

  InvoiceEntries(
      FeeEntryRepository fees,
      ListedInvoiceRepository invoices,
      ListedReleaseRepository releases,
      GatewaySettings settings) {
    this.fees = fees;
    this.invoices = invoices;
    this.releases = releases;
    this.settings = settings;
  }

  @Override
  public void take(OwnEntry entry) {
    boolean isOfFees = OF_FEES.contains(entry.type());
    if (!isOfFees && !entry.type().equals(InvoiceIssued.SHORT_NAME)) {
      return;
    }
    try {
      if (entry.event().isEmpty()) {
        unreadable(entry);
      } else if (isOfFees) {
        moved(entry);
      } else {
        issued(entry, InvoiceIssued.read(entry.data()));
      }
    } catch (IllegalMemberException e) {
      unreadable(entry);
    }
  }

  private void moved(OwnEntry entry) {
    switch (entry.type()) {
      case DataReleased.SHORT_NAME -> released(entry, DataReleased.read(entry.data()));
      case FeeReversed.SHORT_NAME -> {
        FeeReversed reversed = FeeReversed.read(entry.data());
        changed(entry, FeeEntryEntity.Kind.REVERSAL, reversed.release(), reversed.cause());
      }
      default -> {
        DataReceived received = DataReceived.read(entry.data());
        if (received.voids().isPresent()) {
          changed(entry, FeeEntryEntity.Kind.VOIDING, received.release(), received.voids());
        }
      }
    }
  }

  private void released(OwnEntry entry, DataReleased released) {
    if (released.fee().isEmpty()) {
      return;
    }
    ReleaseFee fee = released.fee().get();
    FeeEntryEntity row = row(entry, FeeEntryEntity.Kind.RELEASE);
    row.release = entry.event().orElseThrow();
    row.move = FeeMove.of(fee);
    row.seller = released.from();
    row.buyer = released.to();
    row.tariff = fee.tariff().value();
    row.tariffLine = fee.line();
    row.amount = fee.amount();
    row.currency = fee.currency();
    fees.persist(row);
  }

  /** A later entry about a fee; about one that the list does not have, it changes nothing. */
  private void changed(
      OwnEntry entry, FeeEntryEntity.Kind kind, EventId release, Optional<EventId> about) {
    List<FeeEntryEntity> earlier = fees.ofRelease(release.toString());
    if (earlier.isEmpty()) {
      return;
    }
    FeeEntryEntity sold = earlier.get(0);
    FeeEntryEntity row = row(entry, kind);
    row.release = sold.release;
    row.about = about.map(EventId::toString).orElse(null);
    row.seller = sold.seller;
    row.buyer = sold.buyer;
    row.tariff = sold.tariff;
    row.tariffLine = sold.tariffLine;
    row.amount = sold.amount;
    row.currency = sold.currency;
    FeeFate before = fate(earlier);
    row.move = before.moveTo(after(before, row)).orElse(null);
    fees.persist(row);
    if (row.move != null) {
      note(release, row.move == FeeMove.REVERSED ? entry.logIndex() : null);
    }
  }

  /** A reversal whose cause was voided before it takes nothing back. */
  private void note(EventId release, @Nullable Long reversedAt) {
    releases.ofEvent(release.toString()).ifPresent(row -> row.reversedAt = reversedAt);
  }

  /** What has become of a fee: the release is the first of the entries. */
  private static FeeFate fate(List<FeeEntryEntity> entries) {
    Long amount = entries.get(0).amount;
    FeeFate fate = new FeeFate(amount != null && amount > 0, List.of(), Set.of());
    for (FeeEntryEntity entry : entries.subList(1, entries.size())) {
      fate = after(fate, entry);
    }
    return fate;
  }

  private static FeeFate after(FeeFate fate, FeeEntryEntity entry) {
    Optional<EventId> about = Optional.ofNullable(entry.about).map(EventId::fromString);
    return entry.kind == FeeEntryEntity.Kind.REVERSAL
        ? fate.reversed(about)
        : fate.voided(about.orElseThrow());
  }

  private void unreadable(OwnEntry entry) {
    fees.persist(row(entry, FeeEntryEntity.Kind.UNREADABLE));
  }

  private FeeEntryEntity row(OwnEntry entry, FeeEntryEntity.Kind kind) {
    FeeEntryEntity row = new FeeEntryEntity();
    row.logIndex = entry.logIndex();
    row.kind = kind;
    row.recordedAt = entry.recordedAt();
    row.day = entry.recordedAt().atZone(settings.billingZone()).toLocalDate();
    return row;
  }

  /** The first of an id counts; a log in which an id stands twice is for an audit to find. */
  private void issued(OwnEntry entry, InvoiceIssued invoice) {
    if (invoices.findByIdOptional(invoice.invoice().value()).isPresent()) {
      return;
    }
    ListedInvoiceEntity row = new ListedInvoiceEntity();
    row.invoice = invoice.invoice().value();
    row.logIndex = entry.logIndex();
    row.recordedAt = entry.recordedAt();
    row.seller = invoice.from();
    row.buyer = invoice.to();
    row.periodFrom = invoice.periodFrom();
    row.periodTo = invoice.periodTo();
    row.currency = invoice.total().currency();
    row.total = invoice.total().amount();
    row.entries = invoice.entries();
    invoices.persist(row);
  }
}
