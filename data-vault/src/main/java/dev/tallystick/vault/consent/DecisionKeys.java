package dev.tallystick.vault.consent;

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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that consent-service signs decisions with, from its public page. A key that is not known
 * yet is asked for; one that was published stays known.
 */
@Singleton
final class DecisionKeys implements VerificationKeys {
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
      throw new ConsentProblem.Unavailable();
    } catch (MalformedJsonException | MalformedKeyException | RuntimeException e) {
      // A page that holds no keys: the signature then is by an unknown one.
    }
  }
}
