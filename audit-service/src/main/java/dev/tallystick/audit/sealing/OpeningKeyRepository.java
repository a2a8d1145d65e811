package dev.tallystick.audit.sealing;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.storage.OpeningKeyId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The stored keys of bodies, which replicas share. Rows are added and never changed; a key is
 * destroyed by the owner's function alone.
 */
@Singleton
@StoreAccess(failure = "the keys of bodies cannot be had")
public class OpeningKeyRepository
    implements PanacheRepositoryBase<OpeningKeyEntity, OpeningKeyEntity.Key> {

  /** The wrapped key, if there is one. */
  @Transactional
  Optional<byte[]> wrappedKey(OpeningKeyId id) {
    return findByIdOptional(new OpeningKeyEntity.Key(id.day(), id.classCode()))
        .map(OpeningKeyEntity::wrappedKey);
  }

  /** Stores a wrapped key, unless there is one: then that one stays, whoever has added it. */
  @Transactional
  void addFirst(OpeningKeyId id, byte[] wrappedKey) {
    getEntityManager()
        .createQuery(
            """
            insert into OpeningKeyEntity (sealDay, sealClass, wrappedKey)
            values (:day, :class, :wrapped) on conflict do nothing
            """)
        .setParameter("day", id.day())
        .setParameter("class", id.classCode())
        .setParameter("wrapped", wrappedKey)
        .executeUpdate();
  }
}
