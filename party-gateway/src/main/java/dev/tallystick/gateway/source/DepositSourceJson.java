package dev.tallystick.gateway.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a source is.
 *
 * @param mark up to where its rows are deposited; absent of a topic, whose broker keeps that
 * @param problem why it stands still; absent while it goes on
 */
record DepositSourceJson(
    String source,
    @Nullable String mark,
    @Nullable Instant depositedAt,
    long lines,
    long stored,
    long duplicates,
    long refused,
    @Nullable String problem) {
  static DepositSourceJson of(DepositSourceEntity row) {
    return new DepositSourceJson(
        row.name,
        row.mark,
        row.depositedAt,
        row.lines,
        row.stored,
        row.duplicates,
        row.refused,
        row.problem);
  }
}
