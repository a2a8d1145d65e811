package dev.tallystick.directory;

import dev.tallystick.directory.document.DecisionKeySet;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.producer.ServiceHttp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The keys that consent-service signs decisions with, from its public page. A key that is not known
 * yet is asked for; one that was published stays known. The log has them as well, and refuses a
 * release by any other. Blocks; thread-safe.
 */
@Singleton
public final class DecisionKeys implements VerificationKeys {
  private static final Logger LOG = Logger.getLogger(DecisionKeys.class);
  private static final String PAGE = "/.well-known/jwks.json";
  private static final String MEDIA_TYPE = "application/jwk-set+json";

  private final Supplier<ServiceHttp> consent;
  private final Map<String, VerificationKey> known = new ConcurrentHashMap<>();

  @Inject
  DecisionKeys(OtherServices services) {
    this(() -> services.get("consent"));
  }

  DecisionKeys(Supplier<ServiceHttp> consent) {
    this.consent = consent;
  }

  /**
   * The key of this id, if consent-service signs with it.
   *
   * @throws ConsentUnavailable if that cannot be known
   */
  @Override
  public Optional<VerificationKey> find(String keyId) {
    if (!known.containsKey(keyId)) {
      read();
    }
    return Optional.ofNullable(known.get(keyId));
  }

  private void read() {
    try {
      byte[] page = consent.get().get(PAGE, MEDIA_TYPE).bytes();
      if (CanonicalJson.parseMessage(page) instanceof JsonObject set) {
        for (JsonObject jwk : DecisionKeySet.read(set).keys()) {
          VerificationKey key = PublicJwk.verificationKey(jwk);
          known.put(key.keyId(), key);
        }
      }
    } catch (RemoteProblem | ServiceAwayException e) {
      LOG.warnf("consent-service shows no keys: %s", e.getMessage());
      throw new ConsentUnavailable();
    } catch (MalformedJsonException | MalformedKeyException | IllegalMemberException e) {
      // The signature then is by a key that is not known.
      LOG.errorf("consent-service's page of keys is not of the agreed form: %s", e.getMessage());
    }
  }
}
