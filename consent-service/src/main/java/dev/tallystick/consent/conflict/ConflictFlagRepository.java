package dev.tallystick.consent.conflict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Which conflicts have been flagged. */
@Singleton
class ConflictFlagRepository
    implements PanacheRepositoryBase<ConflictFlagEntity, ConflictFlagEntity.Key> {
  private final ConflictCursorRepository cursor;

  ConflictFlagRepository(ConflictCursorRepository cursor) {
    this.cursor = cursor;
  }

  /**
   * Adds a flag; false if it was flagged.
   *
   * @param index the place of its release in the log
   */
  @Transactional
  boolean add(ConflictFlagEntity.Key flag, long index, UUID event) {
    return index > cursor.hold()
        && getEntityManager()
                .createQuery(
                    """
                    insert into ConflictFlagEntity (release, holder, logIndex, eventId)
                    values (:release, :holder, :index, :event)
                    on conflict do nothing
                    """)
                .setParameter("release", flag.release())
                .setParameter("holder", flag.holder())
                .setParameter("index", index)
                .setParameter("event", event)
                .executeUpdate()
            == 1;
  }

  /** Notes that everything up to this entry is flagged; the rows about it are not needed then. */
  @Transactional
  void settle(long index) {
    if (cursor.advance(index)) {
      long unused = delete("logIndex <= ?1", index);
    }
  }
}
