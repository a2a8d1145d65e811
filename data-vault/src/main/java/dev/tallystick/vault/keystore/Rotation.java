package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a wrapping key on its way out.
 *
 * @param old this version and all before it
 * @param destroyBy when they must be gone
 * @param rewrapped how many data keys were wrapped anew so far
 * @param backedUpAt when the keystore without the old version was written elsewhere, and read back
 */
public record Rotation(
    KeyVersion old,
    Ground ground,
    Instant begunAt,
    Instant destroyBy,
    long rewrapped,
    Optional<Instant> backedUpAt,
    Optional<Instant> destroyedAt) {

  /** Why a version goes. */
  public enum Ground {
    /** Keys that it wraps were shredded, and copies of them may be anywhere. */
    SHREDDED,
    /** It has been in use for long enough. */
    RENEWAL,
    /** Its shard is left for smaller ones. */
    SPLIT
  }

  KeyName kek() {
    return old.name();
  }
}
