package dev.tallystick.consent.conflict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Which conflicts have been flagged. */
@Singleton
class ConflictFlagRepository
    implements PanacheRepositoryBase<ConflictFlagEntity, ConflictFlagEntity.Key> {
  /** Adds a flag; false if it was flagged. */
  @Transactional
  boolean add(ConflictFlagEntity.Key flag, UUID event) {
    return getEntityManager()
            .createQuery(
                """
                insert into ConflictFlagEntity (bureau, holder, rival, basisPoints, eventId)
                values (:bureau, :holder, :rival, :basisPoints, :event)
                on conflict do nothing
                """)
            .setParameter("bureau", flag.bureau())
            .setParameter("holder", flag.holder())
            .setParameter("rival", flag.rival())
            .setParameter("basisPoints", flag.basisPoints())
            .setParameter("event", event)
            .executeUpdate()
        == 1;
  }
}
