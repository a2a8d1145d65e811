package dev.tallystick.consent.signing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The stored keys. Rows are added, never changed: the app role has no right to. */
@ApplicationScoped
class SigningKeyTable implements PanacheRepositoryBase<SigningKeyRow, String> {
  /** Every key, the newest first; the one in use has no {@code retiredAt}. */
  @Transactional
  List<SigningKeyRow> newestFirst() {
    return listAll(Sort.descending("createdAt"));
  }

  /** Adds a key, unless one is in use: then that one stays, whoever has added it. */
  @Transactional
  void addFirst(SigningKeyRow row) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into signing_key (kid, public_key, wrapped_key, sealed_seed, created_at)
            values (:kid, :publicKey, :wrappedKey, :sealedSeed, :createdAt)
            on conflict do nothing
            """)
        .setParameter("kid", row.kid)
        .setParameter("publicKey", row.publicKey)
        .setParameter("wrappedKey", row.wrappedKey)
        .setParameter("sealedSeed", row.sealedSeed)
        .setParameter("createdAt", row.createdAt)
        .executeUpdate();
  }
}
