package dev.tallystick.tally.decision;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.KeyJwk;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads decisions that a key of consent-service has signed which the log knows, and nobody else's.
 * A party's own request is read as it is: a changed one would give another decision.
 */
public final class LoggedKeys implements SignedClaims {
  private static final String DECISION = "decision+jws";
  private static final String ISSUER = "consent-service";

  private final Map<String, VerificationKey> keys = new HashMap<>();
  private final SignedClaims plain = SignedClaims.unverified();

  /** Learns of a key, if the entry registers one of consent-service. */
  public void learn(LoggedEvent event) {
    PartyKeyRegistered.Partial data = new PartyKeyRegistered.Partial(event.data());
    boolean ours =
        event.stub().type().equals(PartyKeyRegistered.NAME)
            && data.party().equals(Optional.of(ISSUER))
            && data.use().equals(Optional.of(KeyUse.SIGN.wire()));
    if (ours) {
      try {
        VerificationKey key =
            VerificationKey.parse(
                CanonicalJson.text(
                    data.jwk().map(KeyJwk.Partial::object).orElse(JsonObject.EMPTY)));
        keys.put(key.keyId(), key);
      } catch (MalformedKeyException e) {
        // A key that is none signs nothing: its decisions are not read.
      }
    }
  }

  @Override
  public Optional<JsonObject> read(String jws) {
    Optional<JsonObject> claims = plain.read(jws);
    boolean decision = claims.filter(c -> c.has("decision")).isPresent();
    return decision ? verified(jws) : claims;
  }

  private Optional<JsonObject> verified(String jws) {
    try {
      byte[] payload = Jws.verify(jws, DECISION, id -> Optional.ofNullable(keys.get(id))).payload();
      return CanonicalJson.parse(payload) instanceof JsonObject claims
          ? Optional.of(claims)
          : Optional.empty();
    } catch (InvalidJwsException | MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
