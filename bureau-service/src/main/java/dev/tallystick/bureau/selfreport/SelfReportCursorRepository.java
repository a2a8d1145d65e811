package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How far the log was read for the reports of each bureau. */
@Singleton
class SelfReportCursorRepository implements PanacheRepositoryBase<SelfReportCursorEntity, String> {
  private static final String BEGIN =
      """
      insert into SelfReportCursorEntity (bureauId, logIndex) values (:bureau, -1)
      on conflict do nothing
      """;

  /**
   * Up to where the log was read for this bureau; -1 before the first entry. From now on it has a
   * cursor.
   */
  @Transactional
  @AsBureau
  long begin(BureauId bureau) {
    int unused =
        getEntityManager()
            .createQuery(BEGIN)
            .setParameter("bureau", bureau.value())
            .executeUpdate();
    return findById(bureau.value()).logIndex;
  }

  /** Notes that the log was read up to here for a bureau that has a cursor. */
  @Transactional
  @AsBureau
  void advance(BureauId bureau, long index) {
    update("logIndex = ?1 where bureauId = ?2 and logIndex < ?1", index, bureau.value());
  }
}
