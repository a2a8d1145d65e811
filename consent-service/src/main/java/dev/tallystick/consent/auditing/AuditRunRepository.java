package dev.tallystick.consent.auditing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Which audits were said in the log to be held, or to be missed: each once, by one replica. */
@Singleton
class AuditRunRepository implements PanacheRepositoryBase<AuditRunEntity, AuditRunEntity.Key> {
  /** Notes one; false if it was noted before. */
  @Transactional
  boolean add(String party, int run, boolean missed, UUID event) {
    return getEntityManager()
            .createQuery(
                """
                insert into AuditRunEntity (party, run, missed, eventId)
                values (:party, :run, :missed, :event)
                on conflict do nothing
                """)
            .setParameter("party", party)
            .setParameter("run", run)
            .setParameter("missed", missed)
            .setParameter("event", event)
            .executeUpdate()
        == 1;
  }
}
