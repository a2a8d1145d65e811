package dev.tallystick.consent.obligation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Which missed obligations have been said in the log. */
@Singleton
class ObligationMissRepository
    implements PanacheRepositoryBase<ObligationMissEntity, ObligationMissEntity.Key> {
  /** Notes one; false if another replica has. */
  @Transactional
  boolean add(String obligation, String party, UUID event) {
    return getEntityManager()
            .createQuery(
                """
                insert into ObligationMissEntity (obligation, party, eventId)
                values (:obligation, :party, :event)
                on conflict do nothing
                """)
            .setParameter("obligation", obligation)
            .setParameter("party", party)
            .setParameter("event", event)
            .executeUpdate()
        == 1;
  }
}
