package dev.tallystick.consent.party;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.KeyJwk;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyProof;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The keys of parties: each is registered by its party, with the proof that it is its own. */
@Singleton
class PartyKeyRegistration {
  private static final String AUDIENCE = "consent-service";

  private final ConsentEventPublisher events;
  private final Clock clock;

  PartyKeyRegistration(ConsentEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** A key to be registered. */
  record NewKey(
      String use, String thumbprint, KeyJwk jwk, Instant from, Instant to, String proof) {}

  /** Reads the JWK and computes its thumbprint. */
  static NewKey read(KeyRequestJson request) {
    String jwk = CanonicalJson.text(request.jwk().toJwk().toJson());
    String thumbprint;
    try {
      thumbprint =
          request.use().equals(KeyProof.SIGN)
              ? VerificationKey.parse(jwk).keyId()
              : EncryptionKey.parse(jwk).keyId();
    } catch (MalformedKeyException e) {
      throw ConsentProblemCode.KEY_INVALID.problem(
          "jwk", request.use().equals(KeyProof.SIGN) ? "ed25519" : "p-256");
    }
    if (!request.validFrom().isBefore(request.validTo())) {
      throw ConsentProblemCode.PERIOD_INVALID.problem();
    }
    return new NewKey(
        request.use(),
        thumbprint,
        request.jwk().toJwk(),
        request.validFrom(),
        request.validTo(),
        request.proof());
  }

  Logged register(String party, NewKey key) {
    return events.publish(
        state -> {
          Party owner = PartyRegistry.registered(state, party);
          if (owner.keys().stream()
              .anyMatch(known -> known.thumbprint().equals(key.thumbprint()))) {
            throw ConsentProblemCode.KEY_EXISTS.problem();
          }
          verify(owner, key);
          PartyKeyRegistered data =
              PartyKeyRegistered.builder()
                  .party(party)
                  .use(KeyUse.of(key.use()))
                  .thumbprint(key.thumbprint())
                  .jwk(key.jwk())
                  .validFrom(key.from())
                  .validTo(key.to())
                  .proof(key.proof())
                  .build();
          return events.event(data, PartyRegistry.guards(state, party));
        });
  }

  private void verify(Party owner, NewKey key) {
    Instant now = clock.instant();
    VerificationKeys trusted =
        key.use().equals(KeyProof.SIGN)
            ? itself(key)
            : PartyVerification.keysOf(owner, now.toEpochMilli());
    try {
      KeyProof proof =
          KeyProof.verify(key.proof(), trusted, new Expected(owner.id(), AUDIENCE, now));
      if (!proof.use().equals(key.use())) {
        throw ConsentProblemCode.KEY_PROOF_MISMATCH.problem("proof.use", "of-this-key");
      }
      if (!proof.thumbprint().equals(key.thumbprint())) {
        throw ConsentProblemCode.KEY_PROOF_MISMATCH.problem("proof.thumbprint", "of-this-key");
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "proof");
    }
  }

  private static VerificationKeys itself(NewKey key) {
    try {
      return VerificationKeys.of(VerificationKey.parse(CanonicalJson.text(key.jwk().toJson())));
    } catch (MalformedKeyException e) {
      throw new AssertionError("the key was read before", e);
    }
  }

  /** Revokes a key; nothing holds that up. */
  Logged revoke(String party, String thumbprint, String reason, Optional<Instant> since) {
    return events.publish(
        state -> {
          PartyKey key =
              PartyRegistry.registered(state, party).keys().stream()
                  .filter(known -> known.thumbprint().equals(thumbprint) && !known.revoked())
                  .findFirst()
                  .orElseThrow(ConsentProblemCode.KEY_UNKNOWN::problem);
          PartyKeyRevoked data =
              PartyKeyRevoked.builder()
                  .party(party)
                  .use(KeyUse.of(key.use()))
                  .thumbprint(thumbprint)
                  .reason(PartyKeyRevoked.Reason.of(reason))
                  .since(since)
                  .build();
          return events.event(data, Map.of());
        });
  }
}
