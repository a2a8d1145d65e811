package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares keys of a backup with those of the keystore, some thousand at a time. */
@Singleton
class RestoreBatches {
  private static final int BATCH = 2_000;

  private final BulkKeys bulk;
  private final WrappingKeys wrapping;
  private final ShreddedKeyRepository tombstones;
  private final ErasedKeys erased;
  private final Clock clock;

  RestoreBatches(
      BulkKeys bulk,
      WrappingKeys wrapping,
      ShreddedKeyRepository tombstones,
      ErasedKeys erased,
      Clock clock) {
    this.bulk = bulk;
    this.wrapping = wrapping;
    this.tombstones = tombstones;
    this.erased = erased;
    this.clock = clock;
  }

  /** Until the caller's transaction ends, nobody else adds, changes or deletes a key. */
  void keepOthersOut() {
    bulk.lock();
  }

  /** In the caller's transaction; {@code merges} says whether keys are put back or only counted. */
  Run begin(boolean merges) {
    return new Run(merges);
  }

  private record Id(KeyOwner owner, int version) {
    static Id of(StoredKey key) {
      return new Id(key.owner(), key.version());
    }
  }

  /** One pass over a backup. Not for several threads. */
  final class Run {
    private final boolean merges;
    private final List<StoredKey> waiting = new ArrayList<>(BATCH);
    private long restored;
    private long kept;
    private long shredded;
    private long unusable;

    private Run(boolean merges) {
      this.merges = merges;
      // A restored database may have brought back what was shredded.
      shredded += merges ? tombstones.purge() : 0;
    }

    long restored() {
      return restored;
    }

    long kept() {
      return kept;
    }

    long shredded() {
      return shredded;
    }

    /** Takes the next key of the file of this wrapping key. */
    void add(StoredKey key, KeyName kek) {
      if (!key.wrapped().kek().name().equals(kek)) {
        unusable++;
        return;
      }
      waiting.add(key);
      if (waiting.size() == BATCH) {
        flush();
      }
    }

    /** Ends the pass; says what is wrong with keys, if anything is. */
    Optional<String> finish() {
      flush();
      return unusable == 0
          ? Optional.empty()
          : Optional.of(unusable + " keys of the backup do not open where they stand");
    }

    private void flush() {
      Set<Hash> gone = tombstones.among(waiting.stream().map(StoredKey::commitment).toList());
      Set<KeyOwner> erasedOwners = erased.erased(waiting.stream().map(StoredKey::owner).toList());
      Map<Id, StoredKey> present = new HashMap<>();
      for (KeyRow row : bulk.find(waiting)) {
        row.key().ifPresent(key -> present.put(Id.of(key), key));
      }
      List<StoredKey> back = new ArrayList<>();
      for (StoredKey key : waiting) {
        StoredKey here = present.get(Id.of(key));
        if (gone.contains(key.commitment()) || erasedOwners.contains(key.owner())) {
          shredded++;
        } else if (opens(here)) {
          kept++;
        } else if (opens(key)) {
          back.add(key);
        } else {
          unusable++;
        }
      }
      restored += back.size();
      if (merges && !back.isEmpty()) {
        bulk.restore(back, clock.instant());
      }
      waiting.clear();
    }

    private boolean opens(@Nullable StoredKey key) {
      if (key == null) {
        return false;
      }
      try {
        key.unwrap(wrapping).close();
        return true;
      } catch (SealedRowException e) {
        return false;
      }
    }
  }
}
