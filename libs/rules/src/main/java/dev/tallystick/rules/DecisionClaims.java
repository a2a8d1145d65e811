package dev.tallystick.rules;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The claims of a signed decision, in the data model of the log. */
final class DecisionClaims {
  private static final String ISSUER = "consent-service";

  private DecisionClaims() {}

  static JsonObject write(
      Decision decision, DecisionRequest request, String id, Hash requestDigest) {
    Decision.Granted granted = decision.granted();
    Decision.Basis basis = decision.basis();
    DecisionRequest.Named named = request.named();
    // In the order of the names, which is the one that costs the builder nothing.
    JsonObject.Builder claims = JsonObject.builder();
    putList(claims, "advances", strings(decision.advances()));
    claims
        .putIfPresent("agreement", granted.agreement().or(refused(decision, named.agreement())))
        .put("asOfSize", basis.asOfSize())
        .put("caller", request.caller());
    putList(claims, "categories", strings(granted.categories()));
    claims.putIfPresent("code", decision.code());
    putList(claims, "consents", granted.consents().stream().map(DecisionClaims::consent).toList());
    claims
        .put("decision", id)
        .put("dryRun", request.dryRun())
        .putIfPresent("endPurpose", request.what().endPurpose())
        .putIfPresent("endUser", request.parties().endUser())
        .put("engineVersion", Decision.ENGINE_VERSION);
    granted.fee().or(refused(decision, named.fee())).ifPresent(fee -> claims.put("fee", fee(fee)));
    claims.put("from", request.from());
    putList(claims, "guards", guards(decision));
    claims
        .putIfPresent("inquiry", request.chain().inquiry())
        .put("instant", time(decision.window().instant()))
        .put("iss", ISSUER)
        .put("notAfter", time(decision.window().notAfter()))
        .put("notBefore", time(decision.window().notBefore()));
    putList(claims, "omitted", granted.omitted().stream().map(DecisionClaims::omission).toList());
    claims
        .put("outcome", decision.outcome().name())
        .putIfPresent("pack", basis.pack())
        .putIfPresent("packDigest", basis.packDigest().map(Hash::hex));
    putList(claims, "parents", parents(request));
    claims
        .putIfPresent("product", request.what().product())
        .putIfPresent("purpose", request.what().purpose());
    request.what().purposeObject().ifPresent(o -> claims.put("purposeObject", object(o)));
    claims
        .putIfPresent("recipientKey", granted.recipientKey().map(PartyKey::thumbprint))
        .put("requestDigest", requestDigest.hex())
        .putIfPresent("ruleId", decision.ruleId());
    putList(claims, "ruleIds", strings(decision.ruleIds()));
    claims
        .put("step", request.step().name())
        .putIfPresent("subject", request.subject())
        .putIfPresent("to", request.to())
        .put("v", 1);
    return claims.build();
  }

  /** What was asked for, and is told of a refusal: nobody could decide anew without it. */
  private static <T> Supplier<Optional<T>> refused(Decision decision, Optional<T> asked) {
    return () -> decision.isPermit() ? Optional.empty() : asked;
  }

  private static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  private static void putList(
      JsonObject.Builder claims, String name, List<? extends JsonValue> items) {
    if (!items.isEmpty()) {
      claims.put(name, JsonArray.of(items));
    }
  }

  private static List<JsonString> strings(Collection<String> values) {
    List<JsonString> strings = new ArrayList<>(values.size());
    values.forEach(value -> strings.add(JsonString.of(value)));
    return strings;
  }

  private static JsonObject object(PurposeObject object) {
    return JsonObject.builder().put("kind", object.kind()).put("ref", object.ref()).build();
  }

  private static JsonObject fee(Fee fee) {
    return JsonObject.builder()
        .put("amount", fee.amount())
        .put("currency", fee.currency())
        .put("tariff", fee.tariff())
        .put("line", fee.line())
        .putIfPresent("dedupOf", fee.dedupOf())
        .build();
  }

  /** As events write it, without the rule. */
  private static JsonObject omission(Omission omission) {
    return JsonObject.builder()
        .put("category", omission.category())
        .put("code", omission.code())
        .build();
  }

  private static JsonObject consent(ConsentRef consent) {
    return JsonObject.builder().put("id", consent.id()).put("version", consent.version()).build();
  }

  private static List<JsonString> parents(DecisionRequest request) {
    return request.chain().parents().stream()
        .map(ParentRef::event)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .map(JsonString::of)
        .toList();
  }

  private static List<JsonObject> guards(Decision decision) {
    List<JsonObject> guards = new ArrayList<>();
    decision
        .guards()
        .forEach(
            (key, version) ->
                guards.add(JsonObject.builder().put("key", key).put("version", version).build()));
    return guards;
  }
}
