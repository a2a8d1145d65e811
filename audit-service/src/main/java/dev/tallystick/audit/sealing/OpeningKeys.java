package dev.tallystick.audit.sealing;

import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventClass;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The keys that bodies at rest are sealed under, one for each UTC day and class, wrapped by the
 * Kms. Replicas agree on them through the database: the first to store a day's key decides it.
 *
 * <p>Keys of today and tomorrow are made ahead, so that intake, which must not block, finds them in
 * memory.
 */
public final class OpeningKeys {
  private static final Logger LOG = Logger.getLogger(OpeningKeys.class);

  private final OpeningKeyRepository stored;
  private final Kms kms;
  private final Clock clock;
  private final ConcurrentHashMap<OpeningKeyId, DataKey> keys = new ConcurrentHashMap<>();

  /** Makes or loads the keys of today and tomorrow; the key-wrapping key must exist. */
  public OpeningKeys(OpeningKeyRepository stored, Kms kms, Clock clock) {
    this.stored = stored;
    this.kms = kms;
    this.clock = clock;
    prepare();
  }

  /**
   * Makes what is missing for today and tomorrow, and lets go of the keys of earlier days: one that
   * another replica has destroyed must not live on here. Blocks; to be called now and then.
   */
  public void prepare() {
    keys.keySet().removeIf(id -> id.day() < today() - 1);
    for (EventClass eventClass : EventClass.values()) {
      make(new OpeningKeyId(today(), eventClass));
      make(new OpeningKeyId(today() + 1, eventClass));
    }
  }

  /**
   * Which key seals an event of this class now. Never blocks.
   *
   * @throws LogStoreException if today's key has not been made ahead
   */
  OpeningKeyId current(EventClass eventClass) {
    OpeningKeyId id = new OpeningKeyId(today(), eventClass);
    if (!keys.containsKey(id)) {
      throw new LogStoreException("there is no key yet for bodies of day " + id.day());
    }
    return id;
  }

  /**
   * The key. Blocks only for keys that are older than this process.
   *
   * @throws LostPartsException if it is destroyed, or its row was changed
   * @throws LogStoreException if it cannot be had now: what it has sealed may open later
   */
  DataKey get(OpeningKeyId id) {
    DataKey known = keys.get(id);
    if (known != null) {
      return known;
    }
    DataKey loaded =
        find(id)
            .orElseThrow(
                () -> new LostPartsException("there is no key for bodies of day " + id.day()));
    DataKey raced = keys.putIfAbsent(id, loaded);
    return raced != null ? raced : loaded;
  }

  /** Lets go of a key that is destroyed, in this process; others do within the hour. */
  public void forget(OpeningKeyId id) {
    DataKey known = keys.remove(id);
    if (known != null) {
      known.close();
    }
  }

  /**
   * Makes another version of the wrapping key and wraps every stored key under it. The keys, and
   * what they have sealed, stay the same; so does what this process and others hold in memory. A
   * key that does not open any more is left as it is.
   *
   * @return how many keys were wrapped again
   */
  public int rotateKek() {
    return stored.rewrapAll(
        () -> {
          KeyVersion unused = kms.createKek(LogKeys.OPENINGS);
        },
        each -> {
          try {
            return Optional.of(kms.rewrap(WrappedDataKey.parse(each.key()), context(each.id())));
          } catch (MalformedKeyException | SealBrokenException | UnknownKeyException e) {
            LOG.errorf("the key for bodies of day %d does not open", each.id().day());
            return Optional.empty();
          }
        });
  }

  /** The versions that wrap stored keys, as far as the keys can be read. */
  public Set<KeyVersion> keksInUse() {
    Set<KeyVersion> found = new HashSet<>();
    int unused =
        stored.rewrapAll(
            () -> {},
            each -> {
              try {
                found.add(WrappedDataKey.parse(each.key()).kek());
              } catch (MalformedKeyException e) {
                LOG.errorf("the key for bodies of day %d cannot be read", each.id().day());
              }
              return Optional.empty();
            });
    return found;
  }

  private void make(OpeningKeyId id) {
    if (keys.containsKey(id)) {
      return;
    }
    if (find(id).isEmpty()) {
      try (DataKey drawn = DataKey.draw()) {
        stored.addFirst(id, () -> kms.wrap(LogKeys.OPENINGS, drawn, context(id)).toByteArray());
      }
    }
    get(id);
  }

  private Optional<DataKey> find(OpeningKeyId id) {
    Optional<byte[]> wrapped = stored.wrappedKey(id);
    if (wrapped.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(kms.unwrap(WrappedDataKey.parse(wrapped.get()), context(id)));
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new LostPartsException("the key for bodies of day " + id.day() + " does not open", e);
    } catch (UnknownKeyException e) {
      // A Kms that has none of the keys is no fault of the row, and may come back.
      KeyVersion unusedPresent = kms.currentKek(LogKeys.OPENINGS);
      throw new LostPartsException("the key for bodies of day " + id.day() + " names no key", e);
    }
  }

  private static SealingContext context(OpeningKeyId id) {
    return SealingContext.of("opening-key", Integer.toString(id.day()), id.eventClass().name());
  }

  private int today() {
    return (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }
}
