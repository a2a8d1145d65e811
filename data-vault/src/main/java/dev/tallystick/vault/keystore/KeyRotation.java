package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Gives a shard a new wrapping key and destroys the old one, while everything goes on.
 *
 * <p>The order: the rotation is noted; the Kms gets a new version, which wraps from then on; the
 * keys under the old one are wrapped anew, some in each transaction; the keystore is backed up and
 * the backup read back; the old version is destroyed. Each step looks at what is there and does
 * what is missing, so a crash anywhere, or another process that does the same, is only the next
 * step. Only the last cannot be taken back, and happens under a lock that whoever wraps a key
 * shares, when no key under the old version is left.
 */
@Singleton
public final class KeyRotation {
  private static final Logger LOG = Logger.getLogger(KeyRotation.class);
  private static final Duration RECENT = Duration.ofDays(30);
  private static final int MAX_ROTATIONS = 1_000;

  private final RewrapKeys rewrap;
  private final BackUpVersion backup;
  private final DestroyVersion destruction;
  private final KeyRotationRepository rotations;
  private final KeystoreCondition condition;

  KeyRotation(
      RewrapKeys rewrap,
      BackUpVersion backup,
      DestroyVersion destruction,
      KeyRotationRepository rotations,
      KeystoreCondition condition) {
    this.condition = condition;
    this.rewrap = rewrap;
    this.backup = backup;
    this.destruction = destruction;
    this.rotations = rotations;
  }

  /** The rotations that are not over. */
  List<Rotation> open() {
    return QuarkusTransaction.requiringNew().call(rotations::open);
  }

  /** How many versions should be destroyed by now and are not. */
  long countLate() {
    return QuarkusTransaction.requiringNew().call(rotations::countLate);
  }

  /** The rotations of the last month. */
  List<Rotation> recent() {
    return QuarkusTransaction.requiringNew().call(() -> rotations.recent(RECENT, MAX_ROTATIONS));
  }

  /** Takes every open rotation as far as it goes; what is over afterwards is destroyed. */
  void advance() {
    List<Rotation> open = open();
    Set<KeyVersion> rewrapped = rewrap.inParallel(open);
    int stuck = 0;
    for (Rotation rotation : open) {
      boolean isWell = rewrapped.contains(rotation.old()) && tryAdvance(rotation.old());
      stuck += isWell ? 0 : 1;
    }
    condition.noteNotRotated(stuck);
  }

  /** One shard that fails keeps no other back. */
  private boolean tryAdvance(KeyVersion old) {
    try {
      advance(old);
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The rotation of %s is tried again", old);
      return false;
    }
  }

  private void advance(KeyVersion old) {
    // Twice: keys that were wrapped by somebody who had not yet seen the new version.
    for (int round = 0; round < 2; round++) {
      var unusedCount = rewrap.all(old);
      if (!backup.backUp(old)) {
        return;
      }
      if (destruction.destroy(old)) {
        return;
      }
    }
  }
}
