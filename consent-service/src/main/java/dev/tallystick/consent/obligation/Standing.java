package dev.tallystick.consent.obligation;

import java.util.Optional;

/**
 * Where a party stands with an obligation, as the entries in time say.
 *
 * @param evidenceRef where it says the evidence lies
 * @param committed the hash that it has committed to, with its entry
 * @param nonce what has opened it
 * @param said the entry of its last report
 * @param missed whether the log says that the day has passed without the deed
 */
record Standing(
    ObligationStatus status,
    Optional<String> evidenceRef,
    Optional<Committed> committed,
    Optional<String> nonce,
    Optional<Entry> said,
    boolean missed) {
  static final Standing SILENT =
      new Standing(
          ObligationStatus.SILENT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** An entry of the log. */
  record Entry(String event, long index, long recordedMillis) {}

  /** A hash, and the entry that holds it. */
  record Committed(String hash, Entry entry) {}

  Standing asMissed() {
    return new Standing(status, evidenceRef, committed, nonce, said, true);
  }
}
