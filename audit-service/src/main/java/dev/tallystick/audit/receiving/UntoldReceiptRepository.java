package dev.tallystick.audit.receiving;

import dev.tallystick.audit.database.StoreAccess;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** Which missing receipts are still to be told, since the log refused to hear of them. */
@Singleton
@StoreAccess(failure = "receipts cannot be watched")
class UntoldReceiptRepository implements PanacheRepositoryBase<UntoldReceiptEntity, String> {
  @Transactional
  List<UntoldReceipts> all() {
    return listAll(Sort.by("recipient")).stream().map(UntoldReceiptEntity::toUntold).toList();
  }

  /** Adds receipts to be told; those of a recipient who has some already are told after these. */
  @Transactional
  void add(UntoldReceipts untold) {
    findByIdOptional(untold.recipient())
        .ifPresentOrElse(
            row -> row.extendTo(untold.to()), () -> persist(new UntoldReceiptEntity(untold)));
  }

  /** Notes that those of a recipient below a place of the log have been told. */
  @Transactional
  void tellBelow(String recipient, long index) {
    findByIdOptional(recipient).filter(row -> !row.tellBelow(index)).ifPresent(this::delete);
  }
}
