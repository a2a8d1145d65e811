package dev.tallystick.vault.alert;

import java.time.Instant;

/** An entry of the log that a person was told of. */
record AlertEventJson(String event, long index, String occasion, Instant recordedAt) {
  static AlertEventJson of(AlertEntity alert) {
    return new AlertEventJson(
        alert.event().orElseThrow().toString(),
        alert.logIndex(),
        alert.occasion().name(),
        alert.happenedAt());
  }
}
