package dev.tallystick.approvals;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps others from an approved act while this process carries it out. The claim is a short lease,
 * renewed as long as the act goes on, so that one of a process that died ends soon.
 *
 * <p>A process that stands still for longer than the lease loses it, and the act may be begun a
 * second time beside it: {@link ApprovableAct#carryOut} bears that.
 */
@Singleton
class ClaimLease {
  private final ApprovalRepository repository;
  private final ApprovalConfig config;
  private final Clock clock;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  ClaimLease(ApprovalRepository repository, ApprovalConfig config, Clock clock) {
    this.repository = repository;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Claims an act for this process.
   *
   * @throws ApprovalProblem if another request is at it
   */
  void claim(String id) {
    if (!repository.claim(id, clock.instant(), clock.instant().plus(config.lease()))) {
      throw ApprovalProblem.underWay();
    }
    held.add(id);
  }

  /** Ends the renewals; the claim itself ends with the act, or when its lease does. */
  void stopRenewing(String id) {
    held.remove(id);
  }

  @Scheduled(
      every = "${tallystick.approvals.renew-every:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void renew() {
    for (String id : held) {
      repository.renew(id, clock.instant().plus(config.lease()));
    }
  }
}
