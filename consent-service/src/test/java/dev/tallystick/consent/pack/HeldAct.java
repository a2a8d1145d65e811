package dev.tallystick.consent.pack;

import dev.tallystick.approvals.ApprovableAct;
import dev.tallystick.approvals.Approval;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalProposed;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An act that goes on until the test lets it end. */
@Singleton
class HeldAct implements ApprovableAct {
  final AtomicInteger begun = new AtomicInteger();
  final CountDownLatch mayEnd = new CountDownLatch(1);

  @Override
  public ApprovalProposed.Action action() {
    return ApprovalProposed.Action.KEY_RESTORE;
  }

  @Override
  public Set<String> approverRoles() {
    return Set.of("regulator");
  }

  @Override
  public JsonObject carryOut(Approval approval) {
    begun.incrementAndGet();
    try {
      if (!mayEnd.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the act end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return JsonObject.EMPTY;
  }
}
