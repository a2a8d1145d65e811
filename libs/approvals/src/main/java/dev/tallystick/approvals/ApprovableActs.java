package dev.tallystick.approvals;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Carries out what was approved, in one request at a time. */
@Singleton
class ApprovableActs {
  private final Instance<ApprovableAct> acts;
  private final ApprovalRepository repository;
  private final ClaimLease lease;

  ApprovableActs(Instance<ApprovableAct> acts, ApprovalRepository repository, ClaimLease lease) {
    this.acts = acts;
    this.repository = repository;
    this.lease = lease;
  }

  /** The kind of act that an approval is about. */
  ApprovableAct of(Approval approval) {
    return acts.stream()
        .filter(act -> act.action() == approval.action())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing carries out " + approval.action()));
  }

  /**
   * Does what was approved, and notes what became of it.
   *
   * @throws ApprovalProblem if another request is at it
   */
  void carryOut(Approval approved) {
    lease.claim(approved.id());
    try {
      repository.finish(approved.id(), of(approved).carryOut(approved));
    } catch (RuntimeException e) {
      repository.release(approved.id());
      throw e;
    } finally {
      lease.stopRenewing(approved.id());
    }
  }
}
