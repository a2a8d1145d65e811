package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Seals and opens what this service stores about people. Safe for threads. */
@Singleton
public final class Keystore {
  private final DataKeyTable table;
  private final StoredKeys keys;
  private final RotationTable rotations;
  private final Clock clock;

  Keystore(DataKeyTable table, StoredKeys keys, RotationTable rotations, Clock clock) {
    this.table = table;
    this.keys = keys;
    this.rotations = rotations;
    this.clock = clock;
  }

  /**
   * Keys for the work of one transaction. A key that the work draws is stored by its commit, so
   * what it has sealed must be stored by the same.
   */
  public OpenKeys open(Connection connection) {
    return new OpenKeys(table, connection);
  }

  /**
   * Deletes a person's keys of these classes: with the caller's commit nothing that they have
   * sealed opens here any more. Copies of the keys in backups and the like open until the versions
   * that wrap them are destroyed, which rotation does within the stated time.
   *
   * @param source only those for what this party has deposited; all when empty
   */
  public List<ShreddedKey> shred(
      Connection connection,
      String subject,
      Optional<String> source,
      Collection<RetentionClass> classes)
      throws SQLException {
    List<StoredKey> gone = keys.delete(connection, subject, source, classes);
    for (KeyVersion version :
        gone.stream().map(key -> key.wrapped().kek()).collect(Collectors.toSet())) {
      rotations.shredded(connection, version, clock.instant());
    }
    return gone.stream()
        .map(
            key ->
                new ShreddedKey(
                    key.owner().source(), key.owner().retention(), key.version(), key.commitment()))
        .sorted(
            Comparator.comparing(ShreddedKey::source)
                .thenComparing(ShreddedKey::retention)
                .thenComparing(ShreddedKey::version))
        .toList();
  }
}
