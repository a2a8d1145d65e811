package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the keys under an old version anew, some in each transaction. A key that does not open is
 * taken from the newest backup, if it opens there; otherwise it is noted and left where it is.
 */
@Singleton
final class RewrapKeys {
  private static final Logger LOG = Logger.getLogger(RewrapKeys.class);
  private static final int BATCH = 2_000;

  /** How many shards are wrapped anew side by side: each waits for the database half the time. */
  private static final int MAX_THREADS = 3;

  private final WrappingKeys wrapping;
  private final BulkKeys bulk;
  private final KeyRotationRepository rotations;
  private final UnreadableKeys unreadable;
  private final ShardBackup backup;

  RewrapKeys(
      WrappingKeys wrapping,
      BulkKeys bulk,
      KeyRotationRepository rotations,
      UnreadableKeys unreadable,
      ShardBackup backup) {
    this.wrapping = wrapping;
    this.bulk = bulk;
    this.rotations = rotations;
    this.unreadable = unreadable;
    this.backup = backup;
  }

  /**
   * The long part, several shards at a time. One that fails keeps no other back; it is tried again
   * next time.
   *
   * @return the versions of which every key was wrapped anew or noted
   */
  Set<KeyVersion> inParallel(List<Rotation> rotations) {
    ExecutorService some = Executors.newFixedThreadPool(MAX_THREADS);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      rotations.forEach(rotation -> counts.add(some.submit(() -> all(rotation.old()))));
      Set<KeyVersion> done = new HashSet<>();
      for (int i = 0; i < counts.size(); i++) {
        KeyVersion old = rotations.get(i).old();
        try {
          long moved = counts.get(i).get();
          LOG.debugf("%d keys under %s were wrapped anew", moved, old);
          done.add(old);
        } catch (ExecutionException e) {
          LOG.errorf(e.getCause(), "The keys under %s could not be wrapped anew", old);
        }
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while keys were wrapped anew; it goes on later", e);
    } finally {
      some.shutdownNow();
    }
  }

  long all(KeyVersion old) {
    long moved = 0;
    List<KeyRow.Place> broken = new ArrayList<>();
    Batch batch = some(old, null);
    while (batch.last() != null) {
      moved += batch.moved();
      broken.addAll(batch.broken());
      if (broken.size() > UnreadableKeys.MAX_IN_A_SHARD) {
        throw new SealedRowException(
            "more than " + UnreadableKeys.MAX_IN_A_SHARD + " keys under " + old + " do not open");
      }
      batch = some(old, batch.last());
    }
    return moved + settle(old, broken);
  }

  /** Mends from the backup what can be, and notes the rest. Returns how many were mended. */
  private long settle(KeyVersion old, List<KeyRow.Place> broken) {
    List<StoredKey> mended = new ArrayList<>();
    if (!broken.isEmpty()) {
      for (StoredKey key : backup.openable(old.name(), Set.copyOf(broken))) {
        mended.add(key.rewrap(wrapping, wrapping.kekOf(key.owner().subject())));
        broken.remove(KeyRow.Place.of(key));
      }
    }
    if (!mended.isEmpty()) {
      int unused = QuarkusTransaction.requiringNew().call(() -> move(old, mended));
      LOG.warnf("%d keys under %s did not open and were taken from the backup", mended.size(), old);
    }
    if (!broken.isEmpty()) {
      LOG.errorf(
          "%d keys under %s do not open; see docs/operations/unreadable-key.md",
          broken.size(), old);
    }
    unreadable.note(broken);
    return mended.size();
  }

  /**
   * What one transaction has done.
   *
   * @param broken the rows that do not open
   * @param last the row that the next one begins after; null when there is none left
   */
  record Batch(int moved, List<KeyRow.Place> broken, KeyRow.@Nullable Place last) {}

  /**
   * One batch, in one transaction.
   *
   * @param after where it begins: what stands before it was looked at already
   */
  Batch some(KeyVersion old, KeyRow.@Nullable Place after) {
    return QuarkusTransaction.requiringNew().call(() -> batch(old, after));
  }

  private Batch batch(KeyVersion old, KeyRow.@Nullable Place after) {
    Optional<KeyRotationEntity> rotation = rotations.lock(old);
    if (rotation.isEmpty()) {
      return new Batch(0, List.of(), null);
    }
    wrapping.replace(old);
    List<KeyRow> some = bulk.under(old, after, BATCH);
    if (some.isEmpty()) {
      return new Batch(0, List.of(), null);
    }
    List<StoredKey> anew = new ArrayList<>(some.size());
    List<KeyRow.Place> broken = new ArrayList<>();
    for (KeyRow row : some) {
      rewrapped(row).ifPresentOrElse(anew::add, () -> broken.add(row.place()));
    }
    return new Batch(move(old, anew), broken, some.get(some.size() - 1).place());
  }

  private Optional<StoredKey> rewrapped(KeyRow row) {
    try {
      return row.key().map(key -> key.rewrap(wrapping, wrapping.kekOf(key.owner().subject())));
    } catch (SealedRowException e) {
      return Optional.empty();
    }
  }

  /** In the caller's transaction; the backup that there may be does not have these. */
  private int move(KeyVersion old, List<StoredKey> anew) {
    int moved = anew.isEmpty() ? 0 : bulk.move(old, anew);
    if (moved > 0) {
      rotations.lock(old).ifPresent(rotation -> rotation.addRewrapped(moved));
    }
    return moved;
  }
}
