package dev.tallystick.bureau.decision;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.bureau.entry.EntryProblem;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.DecisionKeys;
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
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The decisions of consent-service, each asked for anew: a decision is never remembered. What it
 * answers is believed for its signature, not for the connection.
 */
@Singleton
public final class Decisions {
  private static final Logger LOG = Logger.getLogger(Decisions.class);
  private static final String TYPE = "decision+jws";

  private final OtherServices services;
  private final DecisionKeys keys;

  Decisions(OtherServices services, DecisionKeys keys) {
    this.services = services;
    this.keys = keys;
  }

  /**
   * Asks.
   *
   * @throws DecisionProblem if the rules deny it, or the request cannot be decided on
   * @throws ConsentUnavailable if there is no answer, or none that holds
   */
  public Permit ask(Question question) {
    try {
      JsonObject answer = services.get("consent").post("/v1/decisions", question.toJson()).json();
      JsonObject claims = verified(answer.getString("decision"), question);
      if (!answer.getString("outcome").equals(claims.getString("outcome"))) {
        throw new UnbelievableException("the outcome is another than the signed one");
      }
      if (!claims.getString("outcome").equals("PERMIT")) {
        throw new DecisionProblem.Denied(answer, claims.findString("pack"));
      }
      return permit(answer, claims);
    } catch (RemoteProblem e) {
      throw refusal(e);
    } catch (ServiceAwayException e) {
      LOG.warnf("consent-service does not decide: %s", e.getMessage());
      throw new ConsentUnavailable();
    } catch (UnbelievableException | NoSuchElementException | MalformedKeyException e) {
      LOG.errorf("consent-service gives a decision that does not hold: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  private static RuntimeException refusal(RemoteProblem e) {
    if (e.code().equals("AUDIT_UNAVAILABLE")) {
      return new EntryProblem.AuditUnavailable();
    }
    if (e.status() == 422 || e.status() == 403 || e.status() == 409) {
      return new DecisionProblem.Refused(e.code(), e.status(), e.document());
    }
    LOG.warnf("consent-service does not decide: %s", e.getMessage());
    return new ConsentUnavailable();
  }

  private static Permit permit(JsonObject answer, JsonObject claims)
      throws MalformedKeyException, UnbelievableException {
    EncryptionKey key = PublicJwk.encryptionKey(answer.getObject("recipientKey"));
    if (!key.keyId().equals(claims.getString("recipientKey"))) {
      throw new UnbelievableException("the recipient's key is another than the signed one");
    }
    claims.getObject("fee");
    return new Permit(answer.getString("decision"), claims, key);
  }

  /** What is signed, if consent-service has signed it and it answers this question. */
  private JsonObject verified(String jws, Question question) throws UnbelievableException {
    JsonObject claims;
    try {
      byte[] payload = Jws.verify(jws, TYPE, keys).payload();
      claims = (JsonObject) CanonicalJson.parse(payload);
    } catch (InvalidJwsException | MalformedJsonException e) {
      throw new UnbelievableException(String.valueOf(e.getMessage()));
    }
    require(claims, "step", "RELEASE_2");
    require(claims, "subject", question.inquiry().subject());
    require(claims, "caller", question.inquiry().claims().issuer());
    require(claims, "requestDigest", Hash.sha256(question.request().getBytes(US_ASCII)).hex());
    if (claims.getBoolean("dryRun") != question.isDryRun()) {
      throw new UnbelievableException("it is a dry run where none was asked for, or the reverse");
    }
    return claims;
  }

  private static void require(JsonObject claims, String name, String value)
      throws UnbelievableException {
    if (!claims.findString(name).equals(Optional.of(value))) {
      throw new UnbelievableException("its " + name + " is another");
    }
  }

  /** An answer that was given for something else, or by somebody else. */
  private static final class UnbelievableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnbelievableException(String message) {
      super(message);
    }
  }
}
