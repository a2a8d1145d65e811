package dev.tallystick.vault.identifier;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The one key of the identifiers. */
@Singleton
class IdentifierKeyRepository implements PanacheRepositoryBase<IdentifierKeyEntity, Short> {
  Optional<byte[]> wrapped() {
    return findByIdOptional(IdentifierKeyEntity.ONLY).map(IdentifierKeyEntity::wrapped);
  }

  /** Stores the key, unless there is one. */
  void addFirst(byte[] wrapped, Instant now) {
    getSession()
        .createMutationQuery(
            """
            insert into IdentifierKeyEntity (id, wrapped, createdAt) values (?1, ?2, ?3)
            on conflict do nothing
            """)
        .setParameter(1, IdentifierKeyEntity.ONLY)
        .setParameter(2, wrapped)
        .setParameter(3, now)
        .executeUpdate();
  }
}
