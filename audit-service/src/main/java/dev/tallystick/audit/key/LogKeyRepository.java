package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.Locks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;

/** The log's keys, in the transaction of the caller. They are added and never changed. */
@Singleton
class LogKeyRepository implements PanacheRepositoryBase<LogKeyEntity, String> {
  /** Waits until no other replica begins the log; held until the transaction ends. */
  void lockBeginning() {
    Object unused =
        getSession()
            .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Tuple.class)
            .setParameter("key", Locks.BEGIN)
            .getSingleResult();
  }

  /** The key that the log was begun with. */
  LogKeyEntity first() {
    return find("order by keyVersion").firstResult();
  }
}
