package dev.tallystick.vault.record;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** The versions that corrections have replaced. */
@Singleton
class RecordVersionRepository
    implements PanacheRepositoryBase<RecordVersionEntity, RecordVersionEntity.Key> {
  /** The versions of a record before the newest, the original first. */
  List<RecordVersionEntity> before(String record) {
    return list("record = ?1 order by contentVersion", record);
  }
}
