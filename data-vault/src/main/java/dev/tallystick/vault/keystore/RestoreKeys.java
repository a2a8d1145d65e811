package dev.tallystick.vault.keystore;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.ApprovableAct;
import dev.tallystick.approvals.Approval;
import dev.tallystick.approvals.Approvals;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalId;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.events.type.KeyRestored;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.LogPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Puts the backup of the keystore back, which takes two persons; logged before it is done. */
@Singleton
class RestoreKeys implements ApprovableAct {
  private static final String DIGEST = "digest";

  private final KeystoreRestore restore;
  private final Approvals approvals;
  private final LogPublisher log;
  private final Clock clock;

  RestoreKeys(KeystoreRestore restore, Approvals approvals, LogPublisher log, Clock clock) {
    this.restore = restore;
    this.approvals = approvals;
    this.log = log;
    this.clock = clock;
  }

  /** What would be done. */
  RestorePlan look() {
    return restore.look();
  }

  /**
   * Proposes to restore exactly this backup.
   *
   * @throws dev.tallystick.vault.problem.VaultProblem if it is not whole
   */
  Approval propose(RestorePlan plan, ActingPerson person) {
    KeystoreRestore.requireUsable(plan, plan.digest());
    JsonObject act =
        JsonObject.builder()
            .put(DIGEST, plan.digest().hex())
            .put("restored", plan.restored())
            .put("kept", plan.kept())
            .put("shredded", plan.shredded())
            .build();
    String what = "put back %d data keys from the backup".formatted(plan.restored());
    return approvals.propose(new Approvals.Proposal(action(), what, act, clock.instant()), person);
  }

  @Override
  public ApprovalProposed.Action action() {
    return ApprovalProposed.Action.KEY_RESTORE;
  }

  @Override
  public Set<String> approverRoles() {
    return Set.of("operator", "regulator");
  }

  @Override
  public JsonObject carryOut(Approval approval) {
    Hash digest = Hash.fromHex(approval.act().getString(DIGEST));
    RestorePlan plan = restore.look();
    KeystoreRestore.requireUsable(plan, digest);
    var unusedReceipt =
        log.require(
            log.make(
                new KeyRestored(
                    new ApprovalId(approval.id()),
                    digest,
                    plan.restored(),
                    plan.kept(),
                    plan.shredded())));
    RestorePlan done = restore.merge(digest);
    return JsonObject.builder()
        .put("restored", done.restored())
        .put("kept", done.kept())
        .put("shredded", done.shredded())
        .build();
  }
}
