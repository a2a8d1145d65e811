package dev.tallystick.gateway.key;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The stored pairs of the party. */
@Singleton
class GatewayKeyRepository implements PanacheRepositoryBase<GatewayKeyEntity, String> {
  @Transactional
  List<GatewayKeyEntity> newestFirst() {
    return listAll(Sort.descending("drawnAt"));
  }

  @Transactional
  void add(GatewayKeyEntity pair) {
    persist(pair);
  }

  /** Notes that the suite knows a pair. */
  @Transactional
  void register(String signingKey, Instant at, Instant validTo) {
    GatewayKeyEntity row = findById(signingKey);
    row.registeredAt = at;
    row.validTo = validTo;
  }
}
