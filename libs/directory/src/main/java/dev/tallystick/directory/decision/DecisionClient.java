package dev.tallystick.directory.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.DecisionKeys;
import dev.tallystick.directory.document.DecisionAnswer;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.directory.document.SignedDecision;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The decisions of consent-service, each asked for anew: a decision is used once and never kept for
 * another question. What it answers is believed for its signature, not for the connection. Blocks;
 * thread-safe.
 */
@Singleton
public final class DecisionClient {
  private static final Logger LOG = Logger.getLogger(DecisionClient.class);
  private static final String TYPE = "decision+jws";

  private final OtherServices services;
  private final DecisionKeys keys;

  DecisionClient(OtherServices services, DecisionKeys keys) {
    this.services = services;
    this.keys = keys;
  }

  /**
   * Asks.
   *
   * @throws RemoteProblem if consent-service does not decide on such a question, or cannot now
   * @throws ConsentUnavailable if there is no answer, or none that holds
   */
  public Ruling ask(DecisionQuestion question) throws RemoteProblem {
    try {
      JsonObject json = services.get("consent").post("/v1/decisions", question.toJson()).json();
      DecisionAnswer answer = DecisionAnswer.read(json);
      SignedDecision decision = verified(answer.decision(), question);
      require(answer.outcome(), decision.outcome().name(), "outcome");
      return decision.outcome() == SignedDecision.Outcome.PERMIT
          ? permit(answer, decision)
          : Ruling.Denied.of(answer, decision.pack());
    } catch (ServiceAwayException e) {
      LOG.warnf("consent-service does not decide: %s", e.getMessage());
      throw new ConsentUnavailable();
    } catch (InvalidJwsException
        | MalformedJsonException
        | MalformedKeyException
        | IllegalArgumentException e) {
      LOG.errorf("consent-service gives a decision that does not hold: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  /** What is signed, if consent-service has signed it and it answers this question. */
  private SignedDecision verified(String jws, DecisionQuestion question)
      throws InvalidJwsException, MalformedJsonException {
    byte[] payload = Jws.verify(jws, TYPE, keys).payload();
    if (!(CanonicalJson.parse(payload) instanceof JsonObject claims)) {
      throw new IllegalArgumentException("its payload is no object");
    }
    SignedDecision decision = SignedDecision.read(claims);
    require(decision.requestDigest(), Hash.sha256(question.request().getBytes(UTF_8)), "request");
    require(decision.step(), question.step(), "step");
    require(decision.dryRun(), question.dryRun(), "dryRun");
    require(decision.caller(), question.caller(), "caller");
    require(decision.subject(), question.subject(), "subject");
    require(decision.from(), question.from(), "from");
    require(decision.to(), question.to(), "to");
    return decision;
  }

  private static Ruling.Permit permit(DecisionAnswer answer, SignedDecision decision)
      throws MalformedKeyException {
    Optional<JsonObject> jwk = answer.recipientKey();
    Optional<EncryptionKey> key =
        jwk.isPresent() ? Optional.of(PublicJwk.encryptionKey(jwk.get())) : Optional.empty();
    if (key.isPresent()) {
      // The key that is sealed to is the one that the signature names, whoever carried it.
      require(decision.recipientKey(), key.map(EncryptionKey::keyId), "recipientKey");
    }
    return Ruling.Permit.of(answer.decision(), decision, key);
  }

  private static void require(Object signed, Object expected, String member) {
    if (!Objects.equals(signed, expected)) {
      throw new IllegalArgumentException("its " + member + " is another");
    }
  }
}
