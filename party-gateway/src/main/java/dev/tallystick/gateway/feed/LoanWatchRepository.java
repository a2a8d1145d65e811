package dev.tallystick.gateway.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The loans that bureaus tell of; in the caller's transaction. */
@Singleton
class LoanWatchRepository implements PanacheRepositoryBase<LoanWatchEntity, String> {
  /** The bureaus that tell of some loan. */
  List<String> bureaus() {
    return getEntityManager()
        .createQuery(
            "select distinct w.bureau from LoanWatchEntity w where w.state = ?1 order by w.bureau",
            String.class)
        .setParameter(1, LoanWatchState.ACTIVE)
        .getResultList();
  }

  /** By the bureau's name for it. */
  Optional<LoanWatchEntity> ofFeed(String bureau, String feed) {
    return find("bureau = ?1 and feed = ?2", bureau, feed).firstResultOptional();
  }

  /** By id, the oldest first. */
  List<LoanWatchEntity> page(String after, int most) {
    return find("id > ?1 order by id", after).page(0, most).list();
  }
}
