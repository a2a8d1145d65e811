package dev.tallystick.consent.agreement;

import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.AgreementTerminated;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.rules.AgreementDraft;
import dev.tallystick.rules.AgreementRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

/** Files agreements that both sides have signed, and ends them at the word of either. */
@Singleton
class Agreements {
  private static final String AUDIENCE = "consent-service";

  private final ConsentEventPublisher events;
  private final RecordDenial recordDenial;
  private final Packs packs;
  private final Clock clock;

  Agreements(ConsentEventPublisher events, RecordDenial recordDenial, Packs packs, Clock clock) {
    this.events = events;
    this.recordDenial = recordDenial;
    this.packs = packs;
    this.clock = clock;
  }

  /** An agreement in the version that was filed. */
  record Filed(long version, Logged logged) {}

  /**
   * Files an agreement.
   *
   * @param by who presents it
   */
  Filed file(NewAgreement agreement, String by) {
    AtomicLong version = new AtomicLong();
    Logged logged =
        events.publish(
            state -> {
              AgreementDraft draft = agreement.draft();
              state.agreement(draft.agreement()).ifPresent(before -> requireSame(before, draft));
              verify(state, agreement);
              Verdict verdict = AgreementRules.check(state, draft, clock.instant(), packs);
              if (!verdict.isAccepted()) {
                throw refusal(verdict, draft, by);
              }
              version.set(verdict.version());
              return events.event(agreement.toData(verdict.version()), verdict.guards());
            });
    return new Filed(version.get(), logged);
  }

  private static void requireSame(Agreement before, AgreementDraft draft) {
    if (before.terminated()) {
      throw PartyProblemCode.AGREEMENT_TERMINATED.problem();
    }
    if (!before.binds(draft.kind(), draft.provider(), draft.receiver())) {
      throw PartyProblemCode.AGREEMENT_OF_OTHERS.problem();
    }
  }

  private void verify(State state, NewAgreement agreement) {
    SortedMap<String, String> signatures = agreement.signatures();
    AgreementDraft draft = agreement.draft();
    if (signatures.size() != 2
        || !signatures.containsKey(draft.provider())
        || !signatures.containsKey(draft.receiver())) {
      throw PartyProblemCode.SIGNATURE_MISSING.problem();
    }
    signatures.forEach((party, jws) -> verify(state, agreement, party, jws));
  }

  private void verify(State state, NewAgreement agreement, String party, String jws) {
    Party signer =
        state
            .party(party)
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    Instant now = clock.instant();
    try {
      AgreementSignature signature =
          AgreementSignature.verify(
              jws,
              PartyVerification.keysOf(signer, now.toEpochMilli()),
              new Expected(party, AUDIENCE, now));
      AgreementDraft draft = agreement.draft();
      boolean same =
          signature.agreement().equals(draft.agreement())
              && signature.textHash().hex().equals(agreement.textHash())
              && signature.provider().equals(draft.provider())
              && signature.receiver().equals(draft.receiver());
      if (!same) {
        throw PartyProblemCode.SIGNATURE_MISMATCH.problem();
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "signatures");
    }
  }

  /** Ends an agreement; nothing holds that up. */
  Logged terminate(Agreement agreement, String ground, String by) {
    AgreementTerminated data =
        new AgreementTerminated(
            new AgreementId(agreement.id()),
            agreement.provider(),
            agreement.receiver(),
            ground,
            by);
    return events.publish(events.event(data, Map.of()));
  }

  /** An agreement that can be ended by this party, or by anybody if it is the regulator. */
  Agreement getOwn(String id, String party, boolean regulator) {
    Agreement agreement =
        events
            .current()
            .agreement(id)
            .filter(
                found ->
                    regulator || found.provider().equals(party) || found.receiver().equals(party))
            .orElseThrow(PartyProblemCode.AGREEMENT_UNKNOWN::problem);
    if (agreement.terminated()) {
      throw PartyProblemCode.AGREEMENT_TERMINATED.problem();
    }
    return agreement;
  }

  private RuleProblem refusal(Verdict verdict, AgreementDraft draft, String by) {
    return recordDenial.refuse(
        verdict,
        Optional.empty(),
        DataDenied.builder()
            .step(DataDenied.Step.AGREEMENT)
            .caller(by)
            .from(draft.provider())
            .to(draft.receiver()));
  }
}
