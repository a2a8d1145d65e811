package dev.tallystick.vault.keystore;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rotation and how far it is. */
@Schema(name = "KeyRotation")
record RotationJson(
    @Schema(description = "The shard's wrapping key.") String kek,
    @Schema(description = "The version that goes, with all before it.") int oldVersion,
    @Schema(enumeration = {"SHREDDED", "RENEWAL", "SPLIT"}) String ground,
    Instant begunAt,
    @Schema(description = "When it must be destroyed.") Instant destroyBy,
    @Schema(description = "Data keys wrapped anew so far.") long rewrapped,
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
