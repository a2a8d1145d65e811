package dev.tallystick.gateway.list;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** The entries of the own list; in the caller's transaction. */
@Singleton
class ListedEntryRepository implements PanacheRepositoryBase<ListedEntryEntity, Long> {
  private static final String ADD =
      """
      insert into listed_entry (list_index, log_index, type, event, recorded_at, body) values (?1, ?2, ?3, ?4, ?5, ?6)
      on conflict (list_index) do nothing
      """;

  /** Adds an entry, unless it is there: pages may overlap. */
  void add(ListedEntryEntity row) {
    getEntityManager()
        .createNativeQuery(ADD)
        .setParameter(1, row.listIndex)
        .setParameter(2, row.logIndex)
        .setParameter(3, row.type)
        .setParameter(4, row.event)
        .setParameter(5, row.recordedAt)
        .setParameter(6, row.body)
        .executeUpdate();
  }

  /** The next entries that nobody has taken, below a place. */
  List<ListedEntryEntity> untaken(long below, int most) {
    return find("isTaken = false and listIndex < ?1 order by listIndex", below)
        .page(0, most)
        .list();
  }
}
