package dev.tallystick.bureau.key;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** The stored keys of bureaus. Rows are added, never changed. */
@Singleton
class BureauKeyRepository implements PanacheRepositoryBase<BureauKeyEntity, BureauKeyEntity.Key> {
  private final BureauRepository bureaus;

  BureauKeyRepository(BureauRepository bureaus) {
    this.bureaus = bureaus;
  }

  /** Adds a pair; with its first one, this instance works for the bureau. */
  @Transactional
  @AsBureau
  void add(BureauId bureau, BureauKeyEntity pair) {
    bureaus.enlist(bureau);
    persist(pair);
  }

  /** The bureau's pairs. */
  @Transactional
  @AsBureau
  List<BureauKeyEntity> newestFirst(BureauId bureau) {
    return listAll(Sort.descending("drawnAt"));
  }
}
