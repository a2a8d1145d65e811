package dev.tallystick.consent.party;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.KeyJwk;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyProof;
import dev.tallystick.rules.state.Party;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Registers the keys of parties. A code of the regulator lets in the first signing key; a valid
 * signing key of the party vouches for every other one. A token alone registers nothing.
 *
 * <p>A key to seal to that takes the place of another one begins after a notice, in which any valid
 * key of the party, or the regulator, can revoke it.
 */
@Singleton
class PartyKeyRegistration {
  private static final String AUDIENCE = "consent-service";

  private final ConsentEventPublisher events;
  private final PartyEnrolment enrolment;
  private final ConsentConfig.Keys settings;
  private final Clock clock;

  PartyKeyRegistration(
      ConsentEventPublisher events,
      PartyEnrolment enrolment,
      ConsentConfig.Keys settings,
      Clock clock) {
    this.events = events;
    this.enrolment = enrolment;
    this.settings = settings;
    this.clock = clock;
  }

  /** A key to be registered. */
  record NewKey(
      KeyUse use,
      String thumbprint,
      KeyJwk jwk,
      Optional<Instant> from,
      Instant to,
      Letter letter) {}

  /**
   * What speaks for a key.
   *
   * @param proof that it is the party's
   * @param code of the regulator, as it was sent
   * @param approval what a registered key has signed
   */
  record Letter(String proof, Optional<String> code, Optional<String> approval) {
    static Letter of(KeyRequestJson request) {
      return new Letter(
          request.proof(),
          Optional.ofNullable(request.code()),
          Optional.ofNullable(request.approval()));
    }

    /** Shows no code. */
    @Override
    public String toString() {
      return "Letter";
    }
  }

  /** Reads the JWK and computes its thumbprint. */
  static NewKey read(KeyRequestJson request) {
    KeyUse use = KeyUse.of(request.use());
    String jwk = CanonicalJson.text(request.jwk().toJwk().toJson());
    String thumbprint;
    try {
      thumbprint =
          use == KeyUse.SIGN
              ? VerificationKey.parse(jwk).keyId()
              : EncryptionKey.parse(jwk).keyId();
    } catch (MalformedKeyException e) {
      throw PartyProblemCode.KEY_INVALID.problem(
          "jwk", use == KeyUse.SIGN ? "ed25519" : "x25519-or-p-256");
    }
    return new NewKey(
        use,
        thumbprint,
        request.jwk().toJwk(),
        Optional.ofNullable(request.validFrom()),
        request.validTo(),
        Letter.of(request));
  }

  Logged register(String party, NewKey key) {
    Optional<String> code = key.letter().code();
    return code.isPresent() ? enrol(party, key, code.get()) : add(party, key);
  }

  private Logged enrol(String party, NewKey key, String code) {
    if (key.use() != KeyUse.SIGN) {
      throw PartyProblemCode.ENROLMENT_CODE_REFUSED.problem("code", "for-a-signing-key");
    }
    enrolment.beginAttempt(party);
    try {
      enrolment.require(party, code);
      Logged logged =
          publish(
              party,
              key,
              (owner, data) ->
                  data.enrolment(EventId.fromString(enrolment.require(owner, code).event())));
      enrolment.endAttempt(party, /* letIn= */ true);
      return logged;
    } catch (AuditUnavailableProblem away) {
      enrolment.endAttempt(party, /* letIn= */ false);
      throw away;
    }
  }

  private Logged add(String party, NewKey key) {
    if (key.use() != KeyUse.SIGN) {
      return publish(party, key, (owner, data) -> data);
    }
    String approval =
        key.letter().approval().orElseThrow(PartyProblemCode.KEY_APPROVAL_MISSING::problem);
    return publish(
        party,
        key,
        (owner, data) -> {
          verify(owner, key, approval, registered(owner), "approval");
          return data.approval(approval);
        });
  }

  /** Adds to an entry what lets the key in; refuses a key that nothing lets in. */
  private interface LettingIn {
    PartyKeyRegistered.Builder apply(Party owner, PartyKeyRegistered.Builder data);
  }

  private Logged publish(String party, NewKey key, LettingIn lettingIn) {
    return events.publish(
        state -> {
          Party owner = PartyRegistry.registered(state, party);
          requireNew(owner, key);
          PartyKeyRegistered.Builder data = lettingIn.apply(owner, PartyKeyRegistered.builder());
          verify(
              owner,
              key,
              key.letter().proof(),
              key.use() == KeyUse.SIGN ? itself(key) : registered(owner),
              "proof");
          PartyKeyRegistered registered =
              data.party(party)
                  .use(key.use())
                  .thumbprint(key.thumbprint())
                  .jwk(key.jwk())
                  .validFrom(begin(owner, key))
                  .validTo(key.to())
                  .proof(key.letter().proof())
                  .build();
          return events.event(registered, PartyRegistry.guards(state, party));
        });
  }

  private static void requireNew(Party owner, NewKey key) {
    if (owner.keys().stream().anyMatch(known -> known.thumbprint().equals(key.thumbprint()))) {
      throw PartyProblemCode.KEY_EXISTS.problem();
    }
  }

  /** Since when the key counts: as it was wished, and of a later key to seal to not too soon. */
  private Instant begin(Party owner, NewKey key) {
    boolean later = key.use() == KeyUse.ENCRYPT && !owner.isNewlyEnrolled();
    Instant now = clock.instant();
    Instant earliest = later ? now.plus(settings.notice()) : now;
    Instant begin = key.from().orElse(earliest);
    if (later && begin.isBefore(earliest)) {
      throw PartyProblemCode.KEY_NOTICE_SHORT.problem();
    }
    if (!begin.isBefore(key.to())) {
      throw PartyProblemCode.PERIOD_INVALID.problem();
    }
    return begin;
  }

  private VerificationKeys registered(Party owner) {
    return PartyVerification.keysOf(owner, clock.millis());
  }

  /** Somebody says, signed by one of these keys, that the key is the party's. */
  private void verify(
      Party owner, NewKey key, String statement, VerificationKeys trusted, String field) {
    try {
      KeyProof said =
          KeyProof.verify(statement, trusted, new Expected(owner.id(), AUDIENCE, clock.instant()));
      if (!said.use().equals(key.use().wire())) {
        throw PartyProblemCode.KEY_PROOF_MISMATCH.problem(field + ".use", "of-this-key");
      }
      if (!said.thumbprint().equals(key.thumbprint())) {
        throw PartyProblemCode.KEY_PROOF_MISMATCH.problem(field + ".thumbprint", "of-this-key");
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, field);
    }
  }

  private static VerificationKeys itself(NewKey key) {
    try {
      return VerificationKeys.of(VerificationKey.parse(CanonicalJson.text(key.jwk().toJson())));
    } catch (MalformedKeyException e) {
      throw new AssertionError("the key was read before", e);
    }
  }
}
