package dev.tallystick.gateway.ledger;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** What has become of fees; in the caller's transaction. */
@Singleton
class FeeEntryRepository implements PanacheRepositoryBase<FeeEntryEntity, Long> {
  /** What the list has about the fee of a release so far, in log order. */
  List<FeeEntryEntity> ofRelease(String release) {
    return list("release = ?1 order by logIndex", release);
  }
}
