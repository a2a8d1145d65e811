package dev.tallystick.consent.right;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** The wishes of persons about next of kin. The last word of a person counts. */
@Singleton
class KinWishRepository implements PanacheRepositoryBase<KinWishEntity, String> {
  @Transactional
  void put(String subject, boolean kinMayAct, Instant now) {
    getEntityManager()
        .createQuery(
            """
            insert into KinWishEntity (subject, kinMayAct, since)
            values (:subject, :kinMayAct, :since)
            on conflict (subject) do update
              set kinMayAct = excluded.kinMayAct, since = excluded.since
            """)
        .setParameter("subject", subject)
        .setParameter("kinMayAct", kinMayAct)
        .setParameter("since", now)
        .executeUpdate();
  }

  /** Whether the person has forbidden it. */
  @Transactional
  boolean forbids(String subject) {
    return findByIdOptional(subject).filter(wish -> !wish.kinMayAct).isPresent();
  }
}
