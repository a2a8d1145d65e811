package dev.tallystick.gateway.ledger;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Releases of the proved list; in the caller's transaction. */
@Singleton
class ListedReleaseRepository implements PanacheRepositoryBase<ListedReleaseEntity, Long> {
  Optional<ListedReleaseEntity> ofEvent(String event) {
    return find("event", event).firstResultOptional();
  }

  /** The newest, below a place of the list. */
  List<ListedReleaseEntity> page(long below, int most) {
    return find("listIndex < ?1 order by listIndex desc", below).page(0, most).list();
  }
}
