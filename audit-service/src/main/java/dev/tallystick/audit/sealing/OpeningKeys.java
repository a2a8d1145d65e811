package dev.tallystick.audit.sealing;

import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventClass;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The keys that bodies at rest are sealed under, one for each UTC day and class, wrapped by the
 * Kms. Replicas agree on them through the database: the first to store a day's key decides it.
 *
 * <p>Keys of today and tomorrow are made ahead, so that intake, which must not block, finds them in
 * memory.
 */
public final class OpeningKeys {
  private final DataSource dataSource;
  private final Kms kms;
  private final Clock clock;
  private final ConcurrentHashMap<OpeningKeyId, DataKey> keys = new ConcurrentHashMap<>();

  /** Makes or loads the keys of today and tomorrow; the key-wrapping key must exist. */
  public OpeningKeys(DataSource dataSource, Kms kms, Clock clock) {
    this.dataSource = dataSource;
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

  private void make(OpeningKeyId id) {
    if (keys.containsKey(id)) {
      return;
    }
    if (find(id).isEmpty()) {
      try (DataKey drawn = DataKey.draw()) {
        store(id, kms.wrap(LogKeys.OPENINGS, drawn, context(id)));
      }
    }
    get(id);
  }

  private void store(OpeningKeyId id, WrappedDataKey wrapped) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into opening_key (seal_day, seal_class, wrapped_key) values (?, ?, ?) on conflict do nothing")) {
      insert.setInt(1, id.day());
      insert.setShort(2, id.classCode());
      insert.setBytes(3, wrapped.toByteArray());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("the key for bodies of day " + id.day() + " cannot be stored", e);
    }
  }

  private Optional<DataKey> find(OpeningKeyId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select wrapped_key from opening_key where seal_day = ? and seal_class = ?")) {
      select.setInt(1, id.day());
      select.setShort(2, id.classCode());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(kms.unwrap(WrappedDataKey.parse(row.getBytes(1)), context(id)))
            : Optional.empty();
      }
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new LostPartsException("the key for bodies of day " + id.day() + " does not open", e);
    } catch (SQLException e) {
      throw new LogStoreException("the key for bodies of day " + id.day() + " cannot be had", e);
    }
  }

  private static SealingContext context(OpeningKeyId id) {
    return SealingContext.of("opening-key", Integer.toString(id.day()), id.eventClass().name());
  }

  private int today() {
    return (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }
}
