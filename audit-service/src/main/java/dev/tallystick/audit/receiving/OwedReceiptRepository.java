package dev.tallystick.audit.receiving;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Releases whose receipts are missing. Every query walks the index of releases without a receipt
 * between two places of the log.
 */
@Singleton
@StoreAccess(failure = "receipts cannot be watched")
class OwedReceiptRepository implements PanacheRepositoryBase<OwedReceiptEntity, UUID> {
  private static final String OWED =
      "acknowledged is null and undelivered is null and index >= :from and index < :to ";

  /** Releases between two places of the log whose receipts are missing, in log order. */
  @Transactional
  List<MissingReceipt> missing(long from, long to, int limit) {
    return find(OWED + "order by index", Map.of("from", from, "to", to)).page(0, limit).stream()
        .map(OwedReceiptEntity::toMissing)
        .toList();
  }

  /** How many receipts are missing there. */
  @Transactional
  long countMissing(long from, long to) {
    return count(OWED, Map.of("from", from, "to", to));
  }

  /** The same of one recipient. */
  @Transactional
  List<MissingReceipt> missing(UntoldReceipts untold, int limit) {
    Map<String, Object> place =
        Map.of("from", untold.from(), "to", untold.to(), "recipient", untold.recipient());
    return find(OWED + "and recipient = :recipient order by index", place).page(0, limit).stream()
        .map(OwedReceiptEntity::toMissing)
        .toList();
  }

  /** The recipients of which more than {@code limit} receipts are missing there, and how many. */
  @Transactional
  Map<String, Long> recipientsAbove(long from, long to, int limit) {
    Map<String, Long> counts = new LinkedHashMap<>();
    getSession()
        .createQuery(
            "select recipient as party, count(*) as owed from OwedReceiptEntity where "
                + OWED
                + "group by recipient having count(*) > :limit order by recipient",
            Tuple.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("limit", (long) limit)
        .getResultList()
        .forEach(row -> counts.put(row.get("party", String.class), row.get("owed", Long.class)));
    return counts;
  }
}
