package dev.tallystick.consent.signing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** The stored keys. Rows are added, never changed: the app role has no right to. */
@Singleton
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {
  /** Every key, the newest first; the one in use has no {@code retiredAt}. */
  @Transactional
  List<SigningKeyEntity> newestFirst() {
    return listAll(Sort.descending("createdAt"));
  }

  /** Adds a key, unless one is in use: then that one stays, whoever has added it. */
  @Transactional
  void addFirst(SigningKeyEntity key) {
    getEntityManager()
        .createQuery(
            """
            insert into SigningKeyEntity (kid, publicKey, wrappedKey, sealedSeed, createdAt)
            values (:kid, :publicKey, :wrappedKey, :sealedSeed, :createdAt)
            on conflict do nothing
            """)
        .setParameter("kid", key.kid)
        .setParameter("publicKey", key.publicKey)
        .setParameter("wrappedKey", key.wrappedKey)
        .setParameter("sealedSeed", key.sealedSeed)
        .setParameter("createdAt", key.createdAt)
        .executeUpdate();
  }
}
