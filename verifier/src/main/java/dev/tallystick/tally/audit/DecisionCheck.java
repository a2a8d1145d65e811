package dev.tallystick.tally.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.document.DecisionClaims;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a release with the decision that it carries: the decision permits, and what the release
 * says is what was permitted, when it was permitted.
 */
final class DecisionCheck {
  static final String ISSUER = "consent-service";
  static final String TYPE = "decision+jws";

  /** Members that release and decision either both have, with the same value, or both lack. */
  private static final List<String> SAME = List.of("step", "from", "to", "purpose");

  /** Members that a release may have only if the decision says the same. */
  private static final List<String> PERMITTED =
      List.of("product", "fee", "recipientKey", "agreement");

  /** Members that may stand in one of the two alone, but not differ. */
  private static final List<String> NOT_OTHERWISE =
      List.of("endPurpose", "purposeObject", "endUser", "inquiry");

  private static final List<String> SETS = List.of("categories", "parents");

  private DecisionCheck() {}

  /** The first rule that the release breaks, if there is one. */
  static Optional<String> violation(AuditedEntry release, JsonObject claims) {
    return outcome(claims)
        .or(() -> members(release, claims))
        .or(() -> guards(release, claims))
        .or(() -> window(release, claims));
  }

  private static Optional<String> outcome(JsonObject claims) {
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    boolean permits =
        claimed.iss().equals(Optional.of(ISSUER))
            && claimed.outcome().equals(Optional.of(DecisionClaims.Outcome.PERMIT.wire()))
            && claimed.dryRun().equals(Optional.of(false));
    return violation(permits, "its decision is not a permit of consent-service");
  }

  private static Optional<String> members(AuditedEntry release, JsonObject claims) {
    Optional<String> subject = release.body().flatMap(body -> body.subject());
    if (!new DecisionClaims.Partial(claims).subject().equals(subject)) {
      return differs("subject");
    }
    for (String name : SAME) {
      if (!claims.find(name).equals(release.member(name))) {
        return differs(name);
      }
    }
    for (String name : SETS) {
      if (!set(claims, name).equals(set(release, name))) {
        return differs(name);
      }
    }
    boolean leftOut =
        release.member("consents").isEmpty()
            && text(release, "step").equals(Optional.of("RELEASE"));
    if (!leftOut && !set(claims, "consents").equals(set(release, "consents"))) {
      return differs("consents");
    }
    for (String name : PERMITTED) {
      Optional<JsonValue> said = release.member(name);
      if (said.isPresent() && !said.equals(claims.find(name))) {
        return differs(name);
      }
    }
    for (String name : NOT_OTHERWISE) {
      Optional<JsonValue> said = release.member(name);
      Optional<JsonValue> decided = claims.find(name);
      if (said.isPresent() && decided.isPresent() && !said.equals(decided)) {
        return differs(name);
      }
    }
    Optional<String> request =
        text(release, "request").map(jws -> Hash.sha256(jws.getBytes(US_ASCII)).hex());
    return new DecisionClaims.Partial(claims).requestDigest().equals(request)
        ? Optional.empty()
        : differs("request");
  }

  private static Optional<String> guards(AuditedEntry release, JsonObject claims) {
    JsonObject stub = release.stub().map(Stub::toJson).orElse(JsonObject.EMPTY);
    return violation(
        set(claims, "guards").equals(set(stub, "guards"))
            && set(claims, "advances").equals(set(stub, "advances")),
        "it does not rest on the guards that its decision rests on");
  }

  private static Optional<String> window(AuditedEntry release, JsonObject claims) {
    DecisionClaims.Partial claimed = new DecisionClaims.Partial(claims);
    Optional<Long> notBefore = claimed.notBefore().map(Instant::toEpochMilli);
    Optional<Long> notAfter = claimed.notAfter().map(Instant::toEpochMilli);
    boolean isWithin =
        notBefore.isPresent()
            && notAfter.isPresent()
            && release.recordedMillis() >= notBefore.get()
            && release.recordedMillis() <= notAfter.get();
    return violation(
        isWithin,
        "recorded at %d, its decision was good from %s to %s"
            .formatted(release.recordedMillis(), shown(notBefore), shown(notAfter)));
  }

  private static String shown(Optional<Long> millis) {
    return millis.map(time -> Long.toString(time)).orElse("no time");
  }

  static Optional<String> text(AuditedEntry entry, String name) {
    return entry
        .member(name)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value());
  }

  private static Set<JsonValue> set(AuditedEntry entry, String name) {
    return entry
        .member(name)
        .filter(JsonArray.class::isInstance)
        .map(value -> Set.copyOf(((JsonArray) value).items()))
        .orElse(Set.of());
  }

  private static Set<JsonValue> set(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).map(Set::copyOf).orElse(Set.of());
  }

  private static Optional<String> differs(String name) {
    return Optional.of("its decision says otherwise in " + name);
  }

  private static Optional<String> violation(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }
}
