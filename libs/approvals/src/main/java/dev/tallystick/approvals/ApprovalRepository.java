package dev.tallystick.approvals;

import dev.tallystick.events.json.JsonObject;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The proposals. Each method is a transaction of its own. */
@Singleton
class ApprovalRepository implements PanacheRepositoryBase<ApprovalEntity, String> {
  @Transactional
  void add(Approval approval) {
    persist(new ApprovalEntity(approval));
  }

  @Transactional
  Optional<Approval> get(String id) {
    return findByIdOptional(id).map(ApprovalEntity::toApproval);
  }

  /** How many nobody has decided on in their time. */
  @Transactional
  long waiting(Instant now) {
    return count("state = ?1 and expiresAt > ?2", Approval.State.PROPOSED, now);
  }

  /** The newest first. */
  @Transactional
  List<Approval> newest(int most) {
    return find("order by proposedAt desc, id")
        .page(Page.ofSize(most))
        .<ApprovalEntity>list()
        .stream()
        .map(ApprovalEntity::toApproval)
        .toList();
  }

  /**
   * Notes what was decided, and stores its event with it.
   *
   * @return false if somebody else was first; then nothing is stored
   */
  @Transactional
  boolean decide(
      String id, Approval.State outcome, Approval.Decision decision, Instant now, Runnable store) {
    boolean isFirst =
        lock(id)
            .filter(row -> row.decide(outcome, decision.by(), decision.event(), now))
            .isPresent();
    if (isFirst) {
      store.run();
    }
    return isFirst;
  }

  @Transactional
  boolean claim(String id, Instant now, Instant until) {
    return lock(id).filter(row -> row.claim(now, until)).isPresent();
  }

  /** Makes the lease of a claim end later; one that has ended with its act stays as it is. */
  @Transactional
  void renew(String id, Instant until) {
    lock(id).ifPresent(row -> row.renew(until));
  }

  @Transactional
  void release(String id) {
    lock(id).ifPresent(ApprovalEntity::release);
  }

  @Transactional
  void finish(String id, JsonObject result) {
    lock(id).ifPresent(row -> row.finish(result));
  }

  private Optional<ApprovalEntity> lock(String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
