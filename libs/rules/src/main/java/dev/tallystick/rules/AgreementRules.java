package dev.tallystick.rules;

import dev.tallystick.rules.pack.AgreementKind;
import dev.tallystick.rules.pack.Edge;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.Optional;

/** Whether an agreement may be filed: all clauses there, between parties of the right roles. */
public final class AgreementRules {
  private static final String INCOMPLETE = "R06";
  private static final String SUBPROCESSING = "R31";

  private AgreementRules() {}

  /**
   * Judges an agreement, or a new version of one.
   *
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict check(State state, AgreementDraft draft, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    findings.restOn(GuardKeys.party(draft.provider()));
    findings.restOn(GuardKeys.party(draft.receiver()));
    Optional<AgreementKind> kind = findings.pack().agreementKind(draft.kind());
    findings.require(kind.isPresent(), INCOMPLETE);
    kind.ifPresent(
        k -> {
          findings.requireAll(k.clauses(), draft.clauses(), INCOMPLETE);
          k.approvalRule()
              .ifPresent(rule -> findings.require(draft.approvalRef().isPresent(), rule));
          findings.require(hasRole(state, draft.provider(), k.provider()), "PARTY");
          findings.require(hasRole(state, draft.receiver(), k.receiver()), "PARTY");
        });
    draft.processing().ifPresent(processing -> requireOwnHands(findings, draft, processing));
    boolean lasting =
        draft.validFrom().isBefore(draft.validTo()) && instant.isBefore(draft.validTo());
    findings.require(lasting, INCOMPLETE);
    Optional<Agreement> before = state.agreement(draft.agreement());
    boolean same =
        before.map(a -> a.binds(draft.kind(), draft.provider(), draft.receiver())).orElse(true);
    findings.require(same, "PARTY");
    return findings.verdict(before.map(Agreement::version).orElse(0L) + 1);
  }

  /**
   * A processor passes nothing on: who wants another one for the same work agrees with that one
   * itself, and that agreement is the approval.
   */
  private static void requireOwnHands(
      Findings findings, AgreementDraft draft, AgreementDraft.Processing processing) {
    findings.require(!processing.subprocessing(), SUBPROCESSING);
    findings.require(!hasRole(findings.state(), draft.provider(), "PROCESSOR"), SUBPROCESSING);
  }

  private static boolean hasRole(State state, String party, String role) {
    Optional<Party> found = state.party(party).filter(Party::isRegistered);
    return found
        .filter(p -> role.equals(Edge.ANY) || p.role().equals(Optional.of(role)))
        .isPresent();
  }
}
