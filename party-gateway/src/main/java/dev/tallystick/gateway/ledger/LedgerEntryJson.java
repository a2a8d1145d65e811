package dev.tallystick.gateway.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A purchase or sale as the proved list has it. */
public record LedgerEntryJson(
    long index,
    @Nullable String eventId,
    Instant at,
    String step,
    String seller,
    String buyer,
    @Nullable String product,
    @Nullable String inquiry,
    @Nullable Long amount,
    @Nullable String currency,
    @Nullable String tariff,
    @Nullable String line,
    boolean acknowledged,
    boolean undelivered,
    boolean reversed,
    boolean destroyed) {
  static LedgerEntryJson of(ListedReleaseEntity row) {
    return new LedgerEntryJson(
        row.logIndex,
        row.event,
        row.recordedAt,
        row.step,
        row.seller,
        row.buyer,
        row.product,
        row.inquiry,
        row.amount,
        row.currency,
        row.tariff,
        row.tariffLine,
        row.acknowledgedAt != null,
        row.undeliveredAt != null,
        row.reversedAt != null,
        row.destroyedAt != null);
  }
}
