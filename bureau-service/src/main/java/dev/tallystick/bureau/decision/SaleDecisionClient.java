package dev.tallystick.bureau.decision;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
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
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The decisions of consent-service, each asked for anew: a decision is never remembered. What it
 * answers is believed for its signature, not for the connection.
 */
@Singleton
public final class SaleDecisionClient {
  private static final Logger LOG = Logger.getLogger(SaleDecisionClient.class);
  private static final String TYPE = "decision+jws";

  private final OtherServices services;
  private final DecisionKeys keys;

  SaleDecisionClient(OtherServices services, DecisionKeys keys) {
    this.services = services;
    this.keys = keys;
  }

  /**
   * Asks.
   *
   * @throws BureauProblem if the rules deny it, or the request cannot be decided on
   * @throws ConsentUnavailable if there is no answer, or none that holds
   */
  public SalePermit ask(Question question) {
    try {
      JsonObject answer = services.get("consent").post("/v1/decisions", question.toJson()).json();
      JsonObject claims = verified(answer.getString("decision"), question);
      if (!answer.getString("outcome").equals(claims.getString("outcome"))) {
        throw new UnbelievableException("the outcome is another than the signed one");
      }
      if (!claims.getString("outcome").equals("PERMIT")) {
        throw denied(answer, claims.findString("pack"));
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
      return new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    if (e.status() == 422 || e.status() == 403 || e.status() == 409) {
      return refused(e);
    }
    LOG.warnf("consent-service does not decide: %s", e.getMessage());
    return new ConsentUnavailable();
  }

  /** What the rules say no with: code, rule and the entry that holds the denial. */
  private static BureauProblem denied(JsonObject answer, Optional<String> pack) {
    ProblemDocument denied =
        ProblemDocument.of(
            answer.findString("code").orElse("DENIED"),
            Math.toIntExact(answer.findInteger("status").orElse(403L)),
            "Refused by a rule",
            "The rules do not permit this release. The refusal is in the log.");
    Optional<String> rule = answer.findString("ruleId");
    if (rule.isPresent()) {
      denied = denied.withRule(rule.get(), pack.orElse(null));
    }
    Optional<String> event = answer.findString("auditEventId");
    if (event.isPresent()) {
      denied = denied.withAudit(event.get(), answer.findInteger("auditIndex").orElse(null));
    }
    return BureauProblem.relayed(
        denied,
        answer
            .findArray("omitted")
            .map(omitted -> Map.of("omitted", CanonicalJson.text(omitted)))
            .orElse(Map.of()));
  }

  /** What consent-service refuses before it decides: the request is not as it must be. */
  private static BureauProblem refused(RemoteProblem e) {
    Optional<JsonObject> problem = e.document();
    return BureauProblem.relayed(
        ProblemDocument.of(
                e.code(),
                e.status(),
                "Refused before a decision",
                problem
                    .flatMap(document -> document.findString("detail"))
                    .filter(detail -> !detail.isBlank())
                    .orElse("The request cannot be decided on."))
            .withField(
                problem.flatMap(document -> document.findString("field")).orElse(null),
                problem.flatMap(document -> document.findString("rule")).orElse(null)),
        Map.of());
  }

  private static SalePermit permit(JsonObject answer, JsonObject claims)
      throws MalformedKeyException, UnbelievableException {
    EncryptionKey key = PublicJwk.encryptionKey(answer.getObject("recipientKey"));
    if (!key.keyId().equals(claims.getString("recipientKey"))) {
      throw new UnbelievableException("the recipient's key is another than the signed one");
    }
    claims.getObject("fee");
    return new SalePermit(answer.getString("decision"), claims, key);
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
