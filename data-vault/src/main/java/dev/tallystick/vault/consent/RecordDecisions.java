package dev.tallystick.vault.consent;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.DecisionKeys;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.Omission;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Asks for decisions and believes only those that consent-service has signed about the very
 * question. A decision is used once and never kept for another request.
 */
@Singleton
public final class RecordDecisions {
  private static final Logger LOG = Logger.getLogger(RecordDecisions.class);
  private static final String TYPE = "decision+jws";

  private final OtherServices services;
  private final DecisionKeys keys;

  RecordDecisions(OtherServices services, DecisionKeys keys) {
    this.services = services;
    this.keys = keys;
  }

  /**
   * Decides.
   *
   * @throws VaultProblem if there is no decision: consent-service or the log is away, or the
   *     request is one that is not decided about
   */
  public Ruling decide(DecisionQuestion request) {
    try {
      JsonObject answer = services.get("consent").post("/v1/decisions", request.toJson()).json();
      JsonObject claims = verify(answer.getString("decision"), request);
      return claims.getString("outcome").equals("PERMIT") ? permit(answer, claims) : denied(answer);
    } catch (ServiceAwayException e) {
      throw new ConsentUnavailable();
    } catch (RemoteProblem e) {
      throw refusal(e);
    } catch (InvalidJwsException
        | MalformedJsonException
        | MalformedKeyException
        | NoSuchElementException
        | IllegalArgumentException e) {
      LOG.errorf("consent-service gave a decision that does not hold: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  private JsonObject verify(String jws, DecisionQuestion request)
      throws InvalidJwsException, MalformedJsonException {
    byte[] payload = Jws.verify(jws, TYPE, keys).payload();
    JsonObject claims = (JsonObject) CanonicalJson.parse(payload);
    String digest = Hash.sha256(request.statement().getBytes(StandardCharsets.UTF_8)).hex();
    require(claims.getString("requestDigest").equals(digest), "another request");
    require(claims.getString("step").equals(request.step()), "another step");
    require(!claims.getBoolean("dryRun"), "a dry run");
    require(claims.getString("caller").equals(request.caller()), "another caller");
    require(claims.findString("subject").equals(request.subject()), "another person");
    require(claims.findString("from").equals(Optional.of(request.from())), "another source");
    require(claims.findString("to").equals(request.to()), "another recipient");
    return claims;
  }

  private static void require(boolean holds, String about) {
    if (!holds) {
      throw new IllegalArgumentException("it is about " + about);
    }
  }

  private static Ruling.Permit permit(JsonObject answer, JsonObject claims)
      throws MalformedKeyException {
    Optional<JsonObject> jwk = answer.findObject("recipientKey");
    Optional<EncryptionKey> key =
        jwk.isPresent() ? Optional.of(PublicJwk.encryptionKey(jwk.get())) : Optional.empty();
    if (key.isPresent()) {
      // The key that is sealed to is the one that the signature names, whoever carried it.
      require(
          claims.findString("recipientKey").equals(Optional.of(key.get().keyId())),
          "another recipient's key");
    }
    Map<String, Long> guards = new TreeMap<>();
    for (JsonValue guard : items(claims, "guards")) {
      JsonObject object = (JsonObject) guard;
      guards.put(object.getString("key"), object.getInteger("version"));
    }
    return new Ruling.Permit(
        answer.getString("decision"),
        objects(claims, "consents").map(ConsentRef::read).toList(),
        guards,
        strings(claims, "advances"),
        Instant.ofEpochMilli(
            Timestamps.parse(claims.getString("notAfter"))
                .orElseThrow(() -> new IllegalArgumentException("it has no end"))),
        strings(claims, "categories"),
        objects(claims, "omitted").map(Omission::read).toList(),
        key,
        claims.findString("agreement"));
  }

  private static Ruling.Denied denied(JsonObject answer) {
    int status = answer.findInteger("status").orElse(403L).intValue();
    return Ruling.Denied.read(answer, status >= 400 && status < 500 ? status : 403);
  }

  /** A refusal of the request itself is the caller's; anything else is the suite's trouble. */
  private static DomainProblem refusal(RemoteProblem refusal) {
    if (refusal.code().equals("AUDIT_UNAVAILABLE")) {
      return new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
    boolean callers =
        refusal.document().isPresent()
            && !refusal.code().startsWith("HTTP_")
            && refusal.status() >= 403
            && refusal.status() < 429
            && !refusal.code().equals("FORBIDDEN");
    if (!callers) {
      LOG.warnf("No decision to be had: %s", refusal.getMessage());
      return new ConsentUnavailable();
    }
    JsonObject problem = refusal.document().get();
    return VaultProblem.relayed(
        new Ruling.Denied(
                refusal.code(),
                refusal.status(),
                problem.findString("ruleId"),
                problem.findString("auditEventId"),
                problem.findInteger("auditIndex"))
            .toProblem());
  }

  private static Stream<JsonObject> objects(JsonObject object, String name) {
    return items(object, name).stream().map(JsonObject.class::cast);
  }

  private static List<String> strings(JsonObject object, String name) {
    return items(object, name).stream().map(item -> ((JsonString) item).value()).toList();
  }

  private static List<JsonValue> items(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of());
  }
}
