package dev.tallystick.audit.decision;

import dev.tallystick.audit.document.PermitClaims;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.Event;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decision whose signature has been verified and which permits; compared with the release that
 * carries it. What the release says must be what was permitted.
 */
final class VerifiedPermit {
  /** Who signs decisions. */
  static final String ISSUER = "consent-service";

  private static final String TYPE = "decision+jws";

  /** Members that release and decision either both have, with the same value, or both lack. */
  private static final List<String> SAME = List.of("step", "from", "to", "purpose");

  /** Members that a release may have only if the decision says the same. */
  private static final List<String> PERMITTED =
      List.of("product", "fee", "recipientKey", "agreement");

  /** Members that may stand in one of the two alone, but not differ. */
  private static final List<String> NOT_OTHERWISE =
      List.of("endPurpose", "purposeObject", "endUser", "inquiry");

  private final Event event;
  private final JsonObject claims;
  private final String where;

  private VerifiedPermit(Event event, JsonObject claims, String where) {
    this.event = event;
    this.claims = claims;
    this.where = where;
  }

  /** Verifies the decision of a release and compares the two, its parents aside. */
  static VerifiedPermit of(Event event, VerificationKeys trusted) throws InvalidDecisionException {
    String where = event.data().has("decision") ? "body.data.decision" : "internal.decision";
    String decision =
        member(event, "decision")
            .map(value -> ((JsonString) value).value())
            .orElseThrow(() -> new InvalidDecisionException(where, "a release has a decision"));
    VerifiedPermit permit = new VerifiedPermit(event, claims(decision, where, trusted), where);
    permit.checkOutcome();
    permit.checkMembers();
    permit.checkGuards();
    return permit;
  }

  private static JsonObject claims(String decision, String where, VerificationKeys trusted)
      throws InvalidDecisionException {
    try {
      byte[] payload = Jws.verify(decision, TYPE, trusted).payload();
      if (CanonicalJson.parse(payload) instanceof JsonObject claims) {
        return claims;
      }
    } catch (InvalidJwsException e) {
      throw new InvalidDecisionException(
          where, "is signed as decision+jws by a registered key of consent-service");
    } catch (MalformedJsonException e) {
      // Told below, like a payload that is no object.
    }
    throw new InvalidDecisionException(where, "its payload is a JSON object of the event model");
  }

  private void checkOutcome() throws InvalidDecisionException {
    PermitClaims.Partial said = new PermitClaims.Partial(claims);
    require(said.iss().equals(Optional.of(ISSUER)), where, "iss is consent-service");
    require(said.outcome().equals(Optional.of("PERMIT")), where, "outcome is PERMIT");
    require(
        said.dryRun().equals(Optional.of(false)),
        where,
        "dryRun is false: a dry run permits nothing");
  }

  private void checkMembers() throws InvalidDecisionException {
    PermitClaims.Partial permit = new PermitClaims.Partial(claims);
    require(permit.subject().equals(event.subject()), "body.subject", sameRule());
    for (String name : SAME) {
      require(claims.find(name).equals(member(event, name)), "body.data." + name, sameRule());
    }
    require(
        set(claims, "categories").equals(set(event.data(), "categories")),
        "body.data.categories",
        sameRule());
    require(
        set(claims, "parents").equals(set(event.data(), "parents")),
        "body.data.parents",
        sameRule());
    require(
        leavesOut(event.data(), "consents")
            || set(claims, "consents").equals(set(event.data(), "consents")),
        "body.data.consents",
        sameRule());
    for (String name : PERMITTED) {
      Optional<JsonValue> said = member(event, name);
      require(said.isEmpty() || said.equals(claims.find(name)), "body.data." + name, sameRule());
    }
    for (String name : NOT_OTHERWISE) {
      Optional<JsonValue> said = member(event, name);
      require(
          said.isEmpty() || claims.find(name).isEmpty() || said.equals(claims.find(name)),
          name,
          sameRule());
    }
    Optional<String> request =
        member(event, "request").map(jws -> digest(((JsonString) jws).value()));
    require(
        permit.requestDigest().equals(request),
        "request",
        "its SHA-256 is the decision's requestDigest");
  }

  private void checkGuards() throws InvalidDecisionException {
    JsonObject stub = event.stub().toJson();
    require(
        set(claims, "guards").equals(set(stub, "guards")),
        "stub.guards",
        "rests on exactly what the decision rests on");
    require(
        set(claims, "advances").equals(set(stub, "advances")),
        "stub.advances",
        "advances exactly what the decision advances");
  }

  /** The recorded times at which the release may be logged. */
  ValidityWindow window() throws InvalidDecisionException {
    return new ValidityWindow(time("notBefore"), time("notAfter"));
  }

  private long time(String name) throws InvalidDecisionException {
    return claims.findString(name).map(Timestamps::parse).stream()
        .flatMapToLong(time -> time.stream())
        .findFirst()
        .orElseThrow(() -> new InvalidDecisionException(where, name + " is a time"));
  }

  /** In a release-1 some members stand in the internal part, so that the platform sees none. */
  private static Optional<JsonValue> member(Event event, String name) {
    return event
        .data()
        .find(name)
        .or(() -> event.internal().flatMap(internal -> internal.find(name)));
  }

  /** A release elsewhere may leave it to the decision; no other may keep silent of a consent. */
  private static boolean leavesOut(JsonObject data, String name) {
    return !data.has(name) && new DataReleased.Partial(data).step().equals(Optional.of("RELEASE"));
  }

  private static Set<JsonValue> set(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).map(Set::copyOf).orElse(Set.of());
  }

  private static String digest(String jws) {
    return Hash.sha256(jws.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  private static String sameRule() {
    return "is what the decision permits";
  }

  static void require(boolean holds, String field, String rule) throws InvalidDecisionException {
    if (!holds) {
      throw new InvalidDecisionException(field, rule);
    }
  }
}
