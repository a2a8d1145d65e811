package dev.tallystick.consent.console;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The acts in the console that were told to the log. */
@Singleton
class ConsoleActRepository implements PanacheRepositoryBase<ConsoleActEntity, String> {
  /** Adds an act in the caller's transaction; false if it is there. */
  boolean add(ConsoleAct act) {
    return getEntityManager()
            .createQuery(
                """
                insert into ConsoleActEntity (id, actedAt) values (:id, :at) on conflict do nothing
                """)
            .setParameter("id", act.id())
            .setParameter("at", act.at())
            .executeUpdate()
        == 1;
  }

  /** When the newest act was done; empty before the first. */
  @Transactional
  Optional<Instant> newest() {
    return Optional.ofNullable(
        getEntityManager()
            .createQuery("select max(actedAt) from ConsoleActEntity", Instant.class)
            .getSingleResult());
  }

  @Transactional
  void forgetBefore(Instant time) {
    getEntityManager()
        .createQuery("delete from ConsoleActEntity where actedAt < :time")
        .setParameter("time", time)
        .executeUpdate();
  }
}
