package dev.tallystick.bureau.decision;

import dev.tallystick.bureau.directory.PartyProblem;
import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonValue;
import dev.tallystick.events.MalformedJsonException;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The keys that consent-service signs decisions with, from its public page. A key that is not known
 * yet is asked for; one that was published stays known. The log has them as well, and refuses a
 * release by any other.
 */
@Singleton
final class DecisionKeys implements VerificationKeys {
  private static final Logger LOG = Logger.getLogger(DecisionKeys.class);
  private static final String PAGE = "/.well-known/jwks.json";
  private static final String MEDIA_TYPE = "application/jwk-set+json";

  private final OtherServices services;
  private final Map<String, VerificationKey> known = new ConcurrentHashMap<>();

  DecisionKeys(OtherServices services) {
    this.services = services;
  }

  @Override
  public Optional<VerificationKey> find(String keyId) {
    if (!known.containsKey(keyId)) {
      read();
    }
    return Optional.ofNullable(known.get(keyId));
  }

  private void read() {
    try {
      byte[] page = services.get("consent").get(PAGE, MEDIA_TYPE).bytes();
      if (CanonicalJson.parseMessage(page) instanceof JsonObject set) {
        for (JsonValue jwk : set.getArray("keys").items()) {
          VerificationKey key = PublicJwk.verificationKey((JsonObject) jwk);
          known.put(key.keyId(), key);
        }
      }
    } catch (RemoteProblem | ServiceAwayException e) {
      LOG.warnf("consent-service shows no keys: %s", e.getMessage());
      throw new PartyProblem.ConsentUnavailable();
    } catch (MalformedJsonException
        | MalformedKeyException
        | NoSuchElementException
        | ClassCastException e) {
      // The signature then is by a key that is not known.
      LOG.errorf("consent-service's page of keys is not of the agreed form: %s", e.getMessage());
    }
  }
}
