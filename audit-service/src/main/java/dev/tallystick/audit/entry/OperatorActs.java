package dev.tallystick.audit.entry;

import dev.tallystick.events.type.AdminActed;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Logs what an operator does to audit-service, before it is done: no entry, no act. */
@Singleton
public class OperatorActs {
  private final OwnEvents log;

  OperatorActs(OwnEvents log) {
    this.log = log;
  }

  /**
   * Logs what is done next.
   *
   * @param act such as {@code OPENING_KEYS.ROTATE}
   * @param account who does it; auditors see it
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged; then it must not be done
   */
  public void record(String act, String account) {
    AdminActed data =
        new AdminActed(
            act, AdminActed.Origin.SERVICE, Optional.empty(), Optional.empty(), Optional.empty());
    var unusedOutcome = log.appendFor(account, log.drawId(), data);
  }
}
