package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Seals and opens what this service stores about people. Safe for threads. */
@Singleton
public final class Keystore {
  private final DataKeyRepository keys;
  private final ShreddedVersionRepository shredded;
  private final ShreddedKeyRepository tombstones;
  private final Clock clock;

  Keystore(
      DataKeyRepository keys,
      ShreddedVersionRepository shredded,
      ShreddedKeyRepository tombstones,
      Clock clock) {
    this.keys = keys;
    this.shredded = shredded;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /**
   * Keys for the work of one transaction. A key that the work draws is stored by its commit, so
   * what it has sealed must be stored by the same.
   */
  public OpenKeys open() {
    return new OpenKeys(keys);
  }

  /**
   * Deletes a person's keys of these classes: with the caller's commit nothing that they have
   * sealed opens here any more. Copies of the keys in backups and the like open until the versions
   * that wrap them are destroyed, which rotation does within the stated time.
   *
   * @param source only those for what this party has deposited; all when empty
   */
  public List<ShreddedKey> shred(
      String subject, Optional<String> source, Collection<RetentionClass> classes) {
    List<DataKeyRepository.Deleted> gone = keys.delete(subject, source, classes);
    Instant now = clock.instant();
    tombstones.add(
        gone.stream().collect(Collectors.toMap(DataKeyRepository.Deleted::commitment, key -> now)));
    for (KeyVersion version :
        gone.stream().map(DataKeyRepository.Deleted::kek).collect(Collectors.toSet())) {
      shredded.add(version, now);
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
