package dev.tallystick.consent.explanation;

import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.rules.document.DecisionClaims;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads decisions that somebody brings; they are believed for this service's own signature. */
@Singleton
class SignedDecisions {
  private static final String TYPE = "decision+jws";

  private final SigningKeys keys;

  SignedDecisions(SigningKeys keys) {
    this.keys = keys;
  }

  /** The decision; none if this service has not signed it. */
  Optional<KeptDecision> read(String jws) {
    VerificationKeys own = VerificationKeys.of(keys.published().toArray(VerificationKey[]::new));
    try {
      byte[] payload = Jws.verify(jws, TYPE, own).payload();
      return CanonicalJson.parse(payload) instanceof JsonObject claims
          ? Optional.of(decision(DecisionClaims.read(claims), jws))
          : Optional.empty();
    } catch (InvalidJwsException | MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static KeptDecision decision(DecisionClaims claims, String jws) {
    return new KeptDecision(
        claims.decision(),
        claims.subject(),
        claims.caller(),
        claims.from(),
        claims.to(),
        jws,
        claims.instant());
  }
}
