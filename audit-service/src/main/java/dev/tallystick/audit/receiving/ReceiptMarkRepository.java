package dev.tallystick.audit.receiving;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How far the log was under a quorum at what time. */
@Singleton
@StoreAccess(failure = "receipts cannot be watched")
class ReceiptMarkRepository implements PanacheRepositoryBase<ReceiptMarkEntity, Long> {

  /** Notes that a quorum has covered the log up to this size by now. */
  @Transactional
  void mark(long atMillis, long treeSize) {
    getEntityManager()
        .createQuery(
            "insert into ReceiptMarkEntity (atMillis, treeSize) values (:at, :size) on conflict do nothing")
        .setParameter("at", atMillis)
        .setParameter("size", treeSize)
        .executeUpdate();
  }

  /** Forgets the marks before the newest one that is not after this time. */
  @Transactional
  void forgetBefore(long atMillis) {
    delete(
        "atMillis < (select max(m.atMillis) from ReceiptMarkEntity m where m.atMillis <= ?1)",
        atMillis);
  }

  /** The size that a quorum had covered at a time; 0 if that is not known. */
  @Transactional
  long coveredAt(long atMillis) {
    return getEntityManager()
        .createQuery(
            "select coalesce(max(treeSize), 0) from ReceiptMarkEntity where atMillis <= :at",
            Long.class)
        .setParameter("at", atMillis)
        .getSingleResult();
  }
}
