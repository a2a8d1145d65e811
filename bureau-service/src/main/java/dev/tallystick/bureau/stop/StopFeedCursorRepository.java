package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** How far the feed of the log was read for each bureau. */
@Singleton
class StopFeedCursorRepository implements PanacheRepositoryBase<StopFeedCursorEntity, String> {
  private static final String ADVANCE =
      """
      insert into StopFeedCursorEntity as cursor (bureauId, logIndex) values (:bureau, :index)
      on conflict (bureauId) do update set logIndex = excluded.logIndex
        where cursor.logIndex < excluded.logIndex
      """;

  /** Up to where the feed was read for this bureau; -1 before the first notice. */
  long position(BureauId bureau) {
    return findByIdOptional(bureau.value()).map(cursor -> cursor.logIndex).orElse(-1L);
  }

  /**
   * Notes in the caller's transaction that the feed was read up to here.
   *
   * @return whether it had not been read up to here before
   */
  boolean advance(BureauId bureau, long index) {
    return getEntityManager()
            .createQuery(ADVANCE)
            .setParameter("bureau", bureau.value())
            .setParameter("index", index)
            .executeUpdate()
        == 1;
  }
}
