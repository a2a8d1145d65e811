package dev.tallystick.consent.obligation;

import java.util.Optional;

/**
 * Where a party stands with an obligation.
 *
 * @param commitment the hash that waits to be opened
 * @param evidenceRef where it says the evidence lies
 * @param reportedMillis the log's time of the last report; 0 without one
 * @param missed whether the log says that the day has passed without the deed
 */
record Standing(
    ObligationStatus status,
    Optional<String> commitment,
    Optional<String> evidenceRef,
    long reportedMillis,
    boolean missed) {
  static final Standing SILENT =
      new Standing(ObligationStatus.SILENT, Optional.empty(), Optional.empty(), 0, false);

  Standing asMissed() {
    return new Standing(status, commitment, evidenceRef, reportedMillis, true);
  }
}
