package dev.tallystick.consent.right;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Of which rights the log says that they were not answered in time. */
@Singleton
class RightMissRepository implements PanacheRepositoryBase<RightMissEntity, String> {
  /** Notes one; false if another replica has. */
  @Transactional
  boolean add(String right, UUID event) {
    return getEntityManager()
            .createQuery(
                """
                insert into RightMissEntity (id, eventId)
                values (:right, :event)
                on conflict do nothing
                """)
            .setParameter("right", right)
            .setParameter("event", event)
            .executeUpdate()
        == 1;
  }

  /** Those of these that are noted. */
  @Transactional
  List<String> noted(List<String> rights) {
    return rights.isEmpty()
        ? List.of()
        : find("id in ?1", rights).stream().map(row -> row.id).toList();
  }
}
