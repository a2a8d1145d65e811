package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyVersion;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;

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
}
