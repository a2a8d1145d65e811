package dev.tallystick.consent.party;

import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyRevocation;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Ends keys of parties, those too that are to begin later: by what any valid signing key of the
 * party has signed, or by the regulator. Rests on no guard, so that nothing holds it up.
 */
@Singleton
class PartyKeyRevocation {
  private static final String AUDIENCE = "consent-service";

  private final ConsentEventPublisher events;
  private final Clock clock;

  PartyKeyRevocation(ConsentEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** A key that is to end. */
  record Wanted(
      String party,
      String thumbprint,
      PartyKeyRevoked.Reason reason,
      Optional<Instant> since,
      Optional<String> approval) {}

  static Wanted read(String party, String thumbprint, KeyRevocationJson request) {
    return new Wanted(
        party,
        thumbprint,
        PartyKeyRevoked.Reason.of(request.reason()),
        Optional.ofNullable(request.since()),
        Optional.ofNullable(request.approval()));
  }

  /** Ends a key as the party says and has signed. */
  Logged byParty(Wanted wanted) {
    String approval = wanted.approval().orElseThrow(PartyProblemCode.KEY_APPROVAL_MISSING::problem);
    return events.publish(
        state -> {
          PartyKey key = key(state, wanted);
          verify(PartyRegistry.registered(state, wanted.party()), wanted, approval);
          return events.event(data(wanted, key).approval(approval).build(), Map.of());
        });
  }

  /** Ends a key as the regulator says. */
  Logged byRegulator(Wanted wanted, String by) {
    return events.publish(
        state -> events.event(data(wanted, key(state, wanted)).by(by).build(), Map.of()));
  }

  private static PartyKey key(State state, Wanted wanted) {
    return PartyRegistry.registered(state, wanted.party()).keys().stream()
        .filter(known -> known.thumbprint().equals(wanted.thumbprint()) && !known.revoked())
        .findFirst()
        .orElseThrow(PartyProblemCode.KEY_UNKNOWN::problem);
  }

  private void verify(Party owner, Wanted wanted, String approval) {
    Instant now = clock.instant();
    try {
      KeyRevocation said =
          KeyRevocation.verify(
              approval,
              PartyVerification.keysOf(owner, now.toEpochMilli()),
              new Expected(owner.id(), AUDIENCE, now));
      if (!said.thumbprint().equals(wanted.thumbprint())
          || !said.reason().equals(wanted.reason().wire())) {
        throw PartyProblemCode.KEY_PROOF_MISMATCH.problem("approval", "of-this-key");
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "approval");
    }
  }

  private static PartyKeyRevoked.Builder data(Wanted wanted, PartyKey key) {
    return PartyKeyRevoked.builder()
        .party(wanted.party())
        .use(KeyUse.of(key.use()))
        .thumbprint(wanted.thumbprint())
        .reason(wanted.reason())
        .since(wanted.since());
  }
}
