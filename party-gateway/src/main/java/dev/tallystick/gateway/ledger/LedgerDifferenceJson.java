package dev.tallystick.gateway.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where two halves do not agree.
 *
 * @param about the event, inquiry or order
 * @param lacks the party that lacks its half, or has another one
 */
public record LedgerDifferenceJson(
    DifferenceKind kind, String about, String lacks, @Nullable Instant at) {
  static LedgerDifferenceJson of(LedgerDifferences.Difference difference) {
    return new LedgerDifferenceJson(
        difference.kind(), difference.about(), difference.lacks(), difference.at());
  }
}
