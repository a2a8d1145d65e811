package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The versions under which keys were shredded: copies of those are out there until they go. */
@Singleton
class ShreddedVersionRepository
    implements PanacheRepositoryBase<ShreddedVersionEntity, ShreddedVersionEntity.Key> {
  /** Keys under this version were shredded now; the first time counts. */
  void add(KeyVersion version, Instant now) {
    getSession()
        .createMutationQuery(
            """
            insert into ShreddedVersionEntity (kek, kekVersion, firstAt) values (?1, ?2, ?3)
            on conflict do nothing
            """)
        .setParameter(1, version.name().value())
        .setParameter(2, version.version())
        .setParameter(3, now)
        .executeUpdate();
  }

  /** The version is gone, and with it all copies of keys that were shredded under it. */
  void forget(KeyVersion gone) {
    delete("kek = ?1 and kekVersion <= ?2", gone.name().value(), gone.version());
  }

  /** A wrapping key under which keys were shredded, and since when. */
  record Shredded(KeyName kek, Instant firstAt) {}

  /** The wrapping keys under which keys were shredded before this time, and not rotated since. */
  List<Shredded> shreddedBefore(Instant time) {
    return getSession()
        .createQuery(
            """
            select s.kek, min(s.firstAt) from ShreddedVersionEntity s where not exists
              (select 1 from KeyRotationEntity r where r.kek = s.kek and r.oldVersion >= s.kekVersion)
            group by s.kek having min(s.firstAt) <= ?1 order by s.kek
            """,
            Object[].class)
        .setParameter(1, time)
        .getResultStream()
        .map(row -> new Shredded(new KeyName((String) row[0]), (Instant) row[1]))
        .toList();
  }
}
