package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.vault.VaultConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

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
  private static final int BATCH = 2_000;

  /** How many shards are wrapped anew side by side: each waits for the database half the time. */
  private static final int MAX_THREADS = 3;

  private final Kms kms;
  private final Shards shards;
  private final WrappingKeys wrapping;
  private final BulkKeys bulk;
  private final DataKeyRepository keys;
  private final KeyRotationRepository rotations;
  private final ShreddedVersionRepository shredded;
  private final KeystoreBackup backup;
  private final KmsCopy copy;
  private final VaultConfig.Keystore config;
  private final Clock clock;

  KeyRotation(
      Kms kms,
      Shards shards,
      WrappingKeys wrapping,
      BulkKeys bulk,
      DataKeyRepository keys,
      KeyRotationRepository rotations,
      ShreddedVersionRepository shredded,
      KeystoreBackup backup,
      KmsCopy copy,
      VaultConfig.Keystore config,
      Clock clock) {
    this.kms = kms;
    this.shards = shards;
    this.wrapping = wrapping;
    this.bulk = bulk;
    this.keys = keys;
    this.rotations = rotations;
    this.shredded = shredded;
    this.backup = backup;
    this.copy = copy;
    this.config = config;
    this.clock = clock;
  }

  /** Begins to rotate every shard in which keys were shredded before this time. */
  void beginShredded(Instant before) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (ShreddedVersionRepository.Shredded due : shredded.shreddedBefore(before)) {
                begin(
                    due.kek(), Rotation.Ground.SHREDDED, due.firstAt().plus(config.shredWithin()));
              }
            });
  }

  /** Begins to rotate every shard. */
  void beginAll() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (KeyName kek : shards.all()) {
                begin(kek, Rotation.Ground.RENEWAL, clock.instant().plus(config.shredWithin()));
              }
            });
  }

  /** Makes shards smaller when they hold nearly as many people as they may. */
  void splitFull(int nearly) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (KeyName kek : shards.split(nearly)) {
                begin(kek, Rotation.Ground.SPLIT, clock.instant().plus(config.shredWithin()));
              }
            });
  }

  private void begin(KeyName kek, Rotation.Ground ground, Instant destroyBy) {
    rotations.begin(kms.currentKek(kek), ground, clock.instant(), destroyBy);
  }

  /** The rotations that are not over. */
  List<Rotation> open() {
    return QuarkusTransaction.requiringNew().call(rotations::open);
  }

  /** The rotations of the last month. */
  List<Rotation> recent() {
    return QuarkusTransaction.requiringNew()
        .call(() -> rotations.since(clock.instant().minus(java.time.Duration.ofDays(30)), 1_000));
  }

  /** Takes every open rotation as far as it goes; what is over afterwards is destroyed. */
  void advance() {
    List<Rotation> open = open();
    rewrapAbreast(open);
    for (Rotation rotation : open) {
      advance(rotation.old());
    }
  }

  /** The long part, several shards at a time. Returns how many keys were wrapped anew. */
  long rewrapAbreast(List<Rotation> rotations) {
    ExecutorService some = Executors.newFixedThreadPool(MAX_THREADS);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      rotations.forEach(rotation -> counts.add(some.submit(() -> rewrapAll(rotation.old()))));
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

  private void advance(KeyVersion old) {
    // Twice: keys that were wrapped by somebody who had not yet seen the new version.
    for (int round = 0; round < 2; round++) {
      var unusedCount = rewrapAll(old);
      if (!backUp(old)) {
        return;
      }
      if (destroy(old)) {
        return;
      }
    }
  }

  private long rewrapAll(KeyVersion old) {
    long moved = 0;
    Batch batch = rewrapSome(old, null);
    while (batch.last() != null) {
      moved += batch.moved();
      batch = rewrapSome(old, batch.last());
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
  @Transactional
  Batch rewrapSome(KeyVersion old, @Nullable StoredKey after) {
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

  /** False when there is nowhere to back up to: then nothing may be destroyed. */
  private boolean backUp(KeyVersion old) {
    Optional<Boolean> isBackedUp =
        QuarkusTransaction.requiringNew()
            .call(() -> rotations.lock(old).map(KeyRotationEntity::isBackedUp));
    if (isBackedUp.isEmpty() || isBackedUp.get()) {
      return isBackedUp.isPresent();
    }
    copy.bringUpToDate();
    if (!backup.write(old)) {
      return false;
    }
    QuarkusTransaction.requiringNew()
        .run(() -> rotations.lock(old).ifPresent(row -> row.markBackedUp(clock.instant())));
    return true;
  }

  /** True when the version is gone; false when a key under it has turned up. */
  private boolean destroy(KeyVersion old) {
    return QuarkusTransaction.requiringNew().call(() -> destroyUnused(old));
  }

  private boolean destroyUnused(KeyVersion old) {
    Optional<KeyRotationEntity> rotation = rotations.lock(old);
    if (rotation.isEmpty()) {
      return true;
    }
    rotations.lockWrapping(old.name());
    if (!rotation.get().isBackedUp() || keys.countUnder(old) > 0) {
      return false;
    }
    for (KeyVersion version : kms.keks(old.name())) {
      if (version.version() <= old.version()) {
        kms.destroyKek(version);
      }
    }
    copy.bringUpToDate();
    rotation.get().markDestroyed(clock.instant());
    shredded.forget(old);
    return true;
  }
}
