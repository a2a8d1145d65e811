package dev.tallystick.consent.record;

import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.party.CollectedConsent;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.rules.state.Party;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Consents that parties bring: each with a statement that they have signed and answer for. */
@Singleton
class CollectedConsents {
  private final GiveConsent giveConsent;
  private final LiveState state;
  private final Clock clock;

  CollectedConsents(GiveConsent giveConsent, LiveState state, Clock clock) {
    this.giveConsent = giveConsent;
    this.state = state;
    this.clock = clock;
  }

  /** Takes one in, if the party has signed exactly this. */
  GiveConsent.Given take(CollectedConsentJson request, String party) {
    Instant now = clock.instant();
    NewConsent consent = request.toConsent(now, party);
    requireCovered(verified(request, party, now), request, consent);
    return giveConsent.collect(request.subject(), consent, party);
  }

  private CollectedConsent verified(CollectedConsentJson request, String party, Instant now) {
    Party collector =
        state
            .current()
            .party(party)
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    try {
      return CollectedConsent.verify(
          request.signature(),
          PartyVerification.keysOf(collector, now.toEpochMilli()),
          new Expected(party, "consent-service", now));
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "signature");
    }
  }

  private static void requireCovered(
      CollectedConsent signed, CollectedConsentJson request, NewConsent consent) {
    require("subject", signed.subject().equals(request.subject()));
    require("consent.kind", signed.kind().equals(consent.kind()));
    require("consent.discloser", signed.discloser().equals(consent.discloser()));
    require("consent.recipient", signed.recipient().equals(consent.recipient()));
    require("consent.purpose", signed.purpose().equals(consent.purpose()));
    require("consent.categories", signed.categories().equals(List.copyOf(consent.categories())));
    require("consent.notice", signed.notice().equals(consent.told().notice()));
    require(
        "consent.validUntil",
        signed.validUntilMillis() == consent.terms().validUntil().toEpochMilli());
    require("evidence.digest", signed.evidence().hex().equals(request.evidence().digest()));
    require("consent.onBehalfOf", request.consent().onBehalfOf() == null);
  }

  private static void require(String field, boolean holds) {
    if (!holds) {
      throw PersonProblemCode.COLLECTED_CONSENT_DIFFERS.problem(field, "as-signed");
    }
  }
}
