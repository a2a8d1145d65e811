package dev.tallystick.consent.agreement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Which ends of agreements with processors were said in the log. */
@Singleton
class ProcessingEndRepository
    implements PanacheRepositoryBase<ProcessingEndEntity, ProcessingEndEntity.Key> {
  /** Notes one; false if another replica has. */
  @Transactional
  boolean add(String agreement, long version, UUID event) {
    return getEntityManager()
            .createQuery(
                """
                insert into ProcessingEndEntity (agreement, agreementVersion, eventId)
                values (:agreement, :version, :event)
                on conflict do nothing
                """)
            .setParameter("agreement", agreement)
            .setParameter("version", version)
            .setParameter("event", event)
            .executeUpdate()
        == 1;
  }
}
