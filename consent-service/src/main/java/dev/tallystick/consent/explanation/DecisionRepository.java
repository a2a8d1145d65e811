package dev.tallystick.consent.explanation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The kept decisions. */
@Singleton
class DecisionRepository implements PanacheRepositoryBase<DecisionEntity, String> {
  /** Adds decisions in one batch; each has an id of its own. */
  @Transactional
  void add(List<KeptDecision> decisions) {
    persist(decisions.stream().map(DecisionEntity::new));
  }

  @Transactional
  Optional<KeptDecision> findDecision(String id) {
    return findByIdOptional(id).map(DecisionEntity::toDecision);
  }

  /** Forgets what is older: a day's decisions, which takes longer than other transactions may. */
  @Transactional
  @TransactionConfiguration(timeout = 120)
  long removeBefore(Instant time) {
    return delete("decidedAt < ?1", time);
  }
}
