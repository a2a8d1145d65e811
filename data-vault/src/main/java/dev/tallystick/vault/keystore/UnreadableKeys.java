package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What becomes of keys that do not open: they are noted and left where they are, so that all others
 * are wrapped anew, backed up and destroyed in time. Their own shard waits for a repair for as long
 * as the time allows; then its old version goes, and they never open.
 */
@Singleton
class UnreadableKeys {
  /**
   * More than this in one shard is not a row or two that were damaged: the keys of the Kms are not
   * all there. Then nothing of the shard is destroyed.
   */
  static final int MAX_IN_A_SHARD = 100;

  /** How long before the end of its time a version goes, though rows under it do not open. */
  static final Duration LEFT_FOR_DESTRUCTION = Duration.ofHours(1);

  private final UnreadableKeyRepository rows;
  private final WrappingKeys wrapping;
  private final Clock clock;

  UnreadableKeys(UnreadableKeyRepository rows, WrappingKeys wrapping, Clock clock) {
    this.rows = rows;
    this.wrapping = wrapping;
    this.clock = clock;
  }

  /** Whether the row holds a key that opens where it stands. */
  boolean opens(KeyRow row) {
    return row.key().isPresent() && opens(row.key().get());
  }

  boolean opens(StoredKey key) {
    try {
      key.unwrap(wrapping).close();
      return true;
    } catch (SealedRowException e) {
      return false;
    }
  }

  /** Notes these, and forgets what opens again. */
  @Transactional
  void note(Collection<KeyRow.Place> places) {
    if (!places.isEmpty()) {
      rows.note(places, clock.instant());
    }
    rows.forgetMended();
  }

  /** Notes these of a shard, and forgets its others: they open. */
  @Transactional
  void noteAll(KeyName shard, Collection<KeyRow.Place> places) {
    rows.forgetOthers(shard, places);
    note(places);
  }

  @Transactional
  long count() {
    return rows.count();
  }

  /**
   * Whether what is noted under a version keeps it from being destroyed: because there is time left
   * to repair it, it has been repaired, or it is too much. In the caller's transaction.
   */
  boolean keep(KeyVersion old, Instant destroyBy) {
    List<KeyRow> noted = rows.under(old);
    boolean hasTime = clock.instant().isBefore(destroyBy.minus(LEFT_FOR_DESTRUCTION));
    return noted.size() > MAX_IN_A_SHARD
        || (!noted.isEmpty() && hasTime)
        || noted.stream().anyMatch(this::opens);
  }
}
