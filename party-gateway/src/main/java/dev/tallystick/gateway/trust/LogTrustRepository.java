package dev.tallystick.gateway.trust;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The policy that is kept. */
@Singleton
class LogTrustRepository implements PanacheRepositoryBase<LogTrustEntity, Integer> {
  @Transactional
  Optional<String> policy() {
    return findByIdOptional(LogTrustEntity.ONLY).map(row -> row.policy);
  }

  @Transactional
  void keep(String policy, Instant now) {
    persist(new LogTrustEntity(policy, now));
  }
}
