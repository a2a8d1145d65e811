package dev.tallystick.consent.pack;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bytes of packs that were added or activated. Rows are added, never changed. */
@Singleton
class RulePackRepository implements PanacheRepositoryBase<RulePackEntity, String> {
  /** Adds a pack; one that is there stays. */
  @Transactional
  void add(String digest, String name, byte[] yaml, Instant now) {
    getEntityManager()
        .createQuery(
            """
            insert into RulePackEntity (digest, name, yaml, createdAt)
            values (:digest, :name, :yaml, :createdAt)
            on conflict do nothing
            """)
        .setParameter("digest", digest)
        .setParameter("name", name)
        .setParameter("yaml", yaml)
        .setParameter("createdAt", now)
        .executeUpdate();
  }

  @Transactional
  Optional<byte[]> findYaml(String digest) {
    return findByIdOptional(digest).map(pack -> pack.yaml);
  }

  /** The digests of all packs, the oldest first. */
  @Transactional
  List<String> digests() {
    return getEntityManager()
        .createQuery("select digest from RulePackEntity order by createdAt, digest", String.class)
        .getResultList();
  }
}
