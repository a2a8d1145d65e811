package dev.tallystick.vault.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What could not be sent.
 *
 * @param event the entry of the log that it was about; none if it was about the address itself
 */
record FailedAlertJson(
    String alert, String occasion, @Nullable String event, Instant happenedAt, Instant failedAt) {
  static FailedAlertJson of(AlertEntity alert) {
    return new FailedAlertJson(
        alert.id(),
        alert.occasion().name(),
        alert.event().map(UUID::toString).orElse(null),
        alert.happenedAt(),
        alert.settledAt().orElseThrow());
  }
}
