package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Wraps the keys under an old version anew, some in each transaction. */
@Singleton
final class RewrapKeys {
  private static final int BATCH = 2_000;

  /** How many shards are wrapped anew side by side: each waits for the database half the time. */
  private static final int MAX_THREADS = 3;

  private final Kms kms;
  private final WrappingKeys wrapping;
  private final BulkKeys bulk;
  private final KeyRotationRepository rotations;

  RewrapKeys(Kms kms, WrappingKeys wrapping, BulkKeys bulk, KeyRotationRepository rotations) {
    this.kms = kms;
    this.wrapping = wrapping;
    this.bulk = bulk;
    this.rotations = rotations;
  }

  /** The long part, several shards at a time. Returns how many keys were wrapped anew. */
  long inParallel(List<Rotation> rotations) {
    ExecutorService some = Executors.newFixedThreadPool(MAX_THREADS);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      rotations.forEach(rotation -> counts.add(some.submit(() -> all(rotation.old()))));
      long moved = 0;
      for (Future<Long> count : counts) {
        moved += count.get();
      }
      return moved;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while keys were wrapped anew; it goes on later", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      some.shutdownNow();
    }
  }

  long all(KeyVersion old) {
    long moved = 0;
    Batch batch = some(old, null);
    while (batch.last() != null) {
      moved += batch.moved();
      batch = some(old, batch.last());
    }
    return moved;
  }

  /**
   * What one transaction has done.
   *
   * @param last the key that the next one begins after; null when there is none left
   */
  record Batch(int moved, @Nullable StoredKey last) {}

  /**
   * One batch, in one transaction.
   *
   * @param after where it begins: what stands before it was wrapped anew already
   */
  Batch some(KeyVersion old, @Nullable StoredKey after) {
    return QuarkusTransaction.requiringNew().call(() -> batch(old, after));
  }

  private Batch batch(KeyVersion old, @Nullable StoredKey after) {
    Optional<KeyRotationEntity> rotation = rotations.lock(old);
    if (rotation.isEmpty()) {
      return new Batch(0, null);
    }
    if (kms.currentKek(old.name()).equals(old)) {
      kms.createKek(old.name());
    }
    List<StoredKey> some = bulk.under(old, after, BATCH);
    if (some.isEmpty()) {
      return new Batch(0, null);
    }
    List<StoredKey> anew = new ArrayList<>(some.size());
    for (StoredKey key : some) {
      anew.add(key.rewrap(wrapping, wrapping.kekOf(key.owner().subject())));
    }
    int moved = bulk.move(old, anew);
    if (moved > 0) {
      rotation.get().addRewrapped(moved);
    }
    return new Batch(moved, some.get(some.size() - 1));
  }
}
