package dev.tallystick.approvals;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Privileged acts by account and minute, for all replicas. */
@Singleton
class AdminActRepository implements PanacheRepositoryBase<AdminActEntity, AdminActEntity.Key> {
  /** Counts one more in a minute; returns how many that makes. */
  @Transactional
  int add(String account, Instant minute) {
    return getSession()
        .createNativeQuery(
            """
            insert into admin_act (account, minute, acts) values (:account, :minute, 1)
            on conflict (account, minute) do update set acts = admin_act.acts + 1
            returning acts
            """,
            Tuple.class)
        .setParameter("account", account)
        .setParameter("minute", minute)
        .getSingleResult()
        .get(0, Integer.class);
  }

  @Transactional
  void forgetBefore(Instant minute) {
    delete("minute < ?1", minute);
  }
}
