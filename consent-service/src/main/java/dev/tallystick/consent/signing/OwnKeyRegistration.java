package dev.tallystick.consent.signing;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.KeyJwk;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.party.Claims;
import dev.tallystick.party.KeyProof;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Puts the key that this service signs with into the log, before anything is signed with it. So
 * whoever has the log can check every decision in it, and need not ask anybody for the key.
 */
@Singleton
public class OwnKeyRegistration {
  private static final Logger LOG = Logger.getLogger(OwnKeyRegistration.class);
  private static final String PARTY = "consent-service";
  private static final Duration PROOF_LIFE = Duration.ofMinutes(10);

  /** The key is retired by an entry, not by its end. */
  private static final Duration KEY_LIFE = Duration.ofDays(3650);

  private final SigningKeys keys;
  private final ConsentEventPublisher events;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile boolean logged;

  OwnKeyRegistration(SigningKeys keys, ConsentEventPublisher events, Clock clock) {
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Returns if the key in use is in the log.
   *
   * @throws AuditUnavailableProblem if it is not, and cannot be put there now
   */
  public void requireLogged() {
    if (!logged) {
      ensureLogged();
    }
  }

  /** Soon after the start, so that the first decision need not wait for it. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tryToLog() {
    if (!logged) {
      try {
        ensureLogged();
      } catch (DomainProblem away) {
        LOG.debugf("The signing key is not in the log yet: %s", away.code());
      }
    }
  }

  /** One at a time here; of two replicas the guard lets one through, and the other sees it. */
  private synchronized void ensureLogged() {
    VerificationKey key = keys.current().verificationKey();
    if (!isLogged(events.current(), key)) {
      try {
        events.publish(
            state -> {
              if (isLogged(state, key)) {
                throw new AlreadyLogged();
              }
              return events.event(data(key), guards(state));
            });
        LOG.infof("The key that decisions are signed with is in the log: %s", key.keyId());
      } catch (AlreadyLogged byAnotherReplica) {
        LOG.debug("Another replica has put the signing key into the log");
      }
    }
    logged = true;
  }

  private static boolean isLogged(State state, VerificationKey key) {
    return state
        .party(PARTY)
        .filter(
            self ->
                self.keys().stream()
                    .anyMatch(known -> known.thumbprint().equals(key.keyId()) && !known.revoked()))
        .isPresent();
  }

  private PartyKeyRegistered data(VerificationKey key) {
    Instant now = clock.instant();
    KeyProof proof =
        new KeyProof(
            Claims.of(PARTY, PARTY, now, PROOF_LIFE, random), PARTY, KeyProof.SIGN, key.keyId());
    return PartyKeyRegistered.builder()
        .party(PARTY)
        .use(KeyUse.of(KeyProof.SIGN))
        .thumbprint(key.keyId())
        .jwk(jwk(key))
        .validFrom(now)
        .validTo(now.plus(KEY_LIFE))
        .proof(proof.sign(keys.current()))
        .build();
  }

  private static KeyJwk jwk(VerificationKey key) {
    try {
      return KeyJwk.read(
          (JsonObject) CanonicalJson.parse(key.toJwk().getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new AssertionError("a JWK of ours is JSON", e);
    }
  }

  private static Map<String, Long> guards(State state) {
    String guard = GuardKeys.party(PARTY);
    return Map.of(guard, state.guard(guard));
  }

  private static final class AlreadyLogged extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
