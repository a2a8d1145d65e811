package dev.tallystick.audit.receiving;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;

/** The suspensions that are not over, or whose end has not been told. */
@Singleton
@StoreAccess(failure = "receipts cannot be watched")
class ReceiptSuspensionRepository
    implements PanacheRepositoryBase<ReceiptSuspensionEntity, String> {

  /** All of them, by party. */
  @Transactional
  Map<String, OpenSuspension> suspensions() {
    Map<String, OpenSuspension> open = new LinkedHashMap<>();
    listAll(Sort.by("party")).forEach(row -> open.put(row.party(), row.toSuspension()));
    return open;
  }

  /** Begins a suspension, or renews the one that the party has. */
  @Transactional
  void suspend(String party, OpenSuspension suspension) {
    findByIdOptional(party)
        .ifPresentOrElse(
            row -> row.renewUntil(suspension.untilMillis()),
            () -> persist(new ReceiptSuspensionEntity(party, suspension)));
  }

  @Transactional
  void end(String party) {
    boolean unused = deleteById(party);
  }
}
