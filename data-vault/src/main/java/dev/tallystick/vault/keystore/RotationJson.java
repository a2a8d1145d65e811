package dev.tallystick.vault.keystore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rotation and how far it is. */
record RotationJson(
    String kek,
    int oldVersion,
    String ground,
    Instant begunAt,
    Instant destroyBy,
    long rewrapped,
    @Nullable Instant backedUpAt,
    @Nullable Instant destroyedAt) {
  static RotationJson of(Rotation rotation) {
    return new RotationJson(
        rotation.kek().value(),
        rotation.old().version(),
        rotation.ground().name(),
        rotation.begunAt(),
        rotation.destroyBy(),
        rotation.rewrapped(),
        rotation.backedUpAt().orElse(null),
        rotation.destroyedAt().orElse(null));
  }
}
