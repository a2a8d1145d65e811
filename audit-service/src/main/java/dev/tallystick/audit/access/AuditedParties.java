package dev.tallystick.audit.access;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Which parties a watcher sees something of: the regulator all, an auditor the engagement's. */
public final class AuditedParties {
  private AuditedParties() {}

  /**
   * The parties; empty stands for all.
   *
   * @throws AuditProblem if an auditor has no engagement
   */
  public static Optional<Collection<String>> of(Caller caller) {
    if (caller.hasRole("regulator")) {
      return Optional.empty();
    }
    Set<String> scope = caller.auditScope();
    if (scope.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    return scope.contains(Reader.EVERYTHING) ? Optional.empty() : Optional.of(scope);
  }
}
