package dev.tallystick.audit.receiving;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Up to where missing receipts have been named in the log, so that a restart names none again. */
@Singleton
@StoreAccess(failure = "receipts cannot be watched")
class ReceiptWatchRepository implements PanacheRepositoryBase<ReceiptWatchEntity, Boolean> {

  @Transactional
  long toldBelow() {
    return findById(true).toldBelow();
  }

  @Transactional
  void tellBelow(long index) {
    findById(true).tellBelow(index);
  }
}
