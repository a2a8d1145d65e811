package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who asks for a lineage.
 *
 * @param reader what they may see
 * @param engagement by which an auditor or the regulator looks; the log is told of it first
 */
record LineageReader(Reader reader, Optional<Set<String>> engagement) {
  private static final String REGULATOR = "regulator";

  /**
   * The caller, as the token says.
   *
   * @param person makes the reader of a token of a person
   */
  static LineageReader of(Caller caller, Function<String, Reader.Person> person) {
    if (caller.hasRole(REGULATOR)) {
      return new LineageReader(
          new Reader.Auditor(Set.of(Reader.EVERYTHING)), Optional.of(Set.of(REGULATOR)));
    }
    if (caller.hasRole("auditor")) {
      Set<String> scope = caller.auditScope();
      return new LineageReader(new Reader.Auditor(scope), Optional.of(scope));
    }
    if (caller.hasRole("citizen")) {
      return of(
          person.apply(
              caller
                  .subject()
                  .orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_THE_SUBJECT))));
    }
    return of(
        new Reader.Party(
            caller.party().orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY))));
  }

  private static LineageReader of(Reader reader) {
    return new LineageReader(reader, Optional.empty());
  }

  /** Whether they may know which tokens are one person's. */
  boolean maySeeLinks() {
    return reader instanceof Reader.Person || isOfEverything();
  }

  /** Whether it is an auditor of everything or the regulator. */
  boolean isOfEverything() {
    return reader instanceof Reader.Auditor auditor && auditor.covers(Reader.EVERYTHING);
  }

  /** Whether they are told between whom a release was that is not filed under them. */
  boolean isToldParties() {
    return !(reader instanceof Reader.Auditor);
  }

  /** Why they may not see something that there is. */
  AuditProblem refusal() {
    if (reader instanceof Reader.Auditor) {
      return AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    return reader instanceof Reader.Person
        ? AuditProblem.of(AuditProblemCode.NOT_THE_SUBJECT)
        : AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY);
  }
}
