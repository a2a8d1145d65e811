package dev.tallystick.gateway.folder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a file. */
record DepositedFileJson(
    String file,
    DepositedFileState state,
    Instant beganAt,
    @Nullable Instant endedAt,
    long lines,
    long stored,
    long duplicates,
    long refused,
    @Nullable String problem) {
  static DepositedFileJson of(DepositedFileEntity row) {
    return new DepositedFileJson(
        row.name,
        row.state,
        row.beganAt,
        row.endedAt,
        row.lines,
        row.stored,
        row.duplicates,
        row.refused,
        row.problem);
  }
}
