package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How far the log was read for the reports of each bureau. */
@Singleton
class SelfReportCursorRepository implements PanacheRepositoryBase<SelfReportCursorEntity, String> {
  private static final String ADVANCE =
      """
      insert into SelfReportCursorEntity as cursor (bureauId, logIndex) values (:bureau, :index)
      on conflict (bureauId) do update set logIndex = excluded.logIndex
        where cursor.logIndex < excluded.logIndex
      """;

  /** Up to where the log was read for this bureau; -1 before the first report. */
  @Transactional
  @AsBureau
  long position(BureauId bureau) {
    return findByIdOptional(bureau.value()).map(cursor -> cursor.logIndex).orElse(-1L);
  }

  /** Notes that the log was read up to here. */
  @Transactional
  @AsBureau
  void advance(BureauId bureau, long index) {
    int unused =
        getEntityManager()
            .createQuery(ADVANCE)
            .setParameter("bureau", bureau.value())
            .setParameter("index", index)
            .executeUpdate();
  }
}
