package dev.tallystick.rules;

import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonString;
import dev.tallystick.events.JsonValue;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The claims of a signed decision, in the data model of the log. */
final class DecisionClaims {
  private static final String ISSUER = "consent-service";

  private DecisionClaims() {}

  static JsonObject write(
      Decision decision, DecisionRequest request, String id, Hash requestDigest) {
    Decision.Granted granted = decision.granted();
    JsonObject.Builder claims =
        JsonObject.builder()
            .put("v", 1)
            .put("decision", id)
            .put("iss", ISSUER)
            .put("outcome", decision.outcome().name())
            .put("step", request.step().name())
            .put("dryRun", request.dryRun())
            .putIfPresent("subject", request.subject())
            .put("caller", request.caller())
            .put("from", request.from())
            .putIfPresent("to", request.to())
            .putIfPresent("endUser", request.parties().endUser())
            .putIfPresent("inquiry", request.chain().inquiry())
            .putIfPresent("product", request.what().product())
            .putIfPresent("purpose", request.what().purpose())
            .putIfPresent("endPurpose", request.what().endPurpose())
            .putIfPresent("code", decision.code())
            .putIfPresent("ruleId", decision.ruleId())
            .put("asOfSize", decision.basis().asOfSize())
            .put("instant", time(decision.window().instant()))
            .put("notBefore", time(decision.window().notBefore()))
            .put("notAfter", time(decision.window().notAfter()))
            .putIfPresent("pack", decision.basis().pack())
            .putIfPresent("packDigest", decision.basis().packDigest().map(Hash::hex))
            .put("engineVersion", Decision.ENGINE_VERSION)
            .putIfPresent("recipientKey", granted.recipientKey().map(PartyKey::thumbprint))
            .putIfPresent("agreement", granted.agreement())
            .put("requestDigest", requestDigest.hex());
    request.what().purposeObject().ifPresent(o -> claims.put("purposeObject", object(o)));
    granted.fee().ifPresent(fee -> claims.put("fee", fee(fee)));
    putList(claims, "categories", strings(granted.categories()));
    putList(claims, "omitted", granted.omitted().stream().map(DecisionClaims::omission).toList());
    putList(claims, "consents", granted.consents().stream().map(DecisionClaims::consent).toList());
    putList(claims, "ruleIds", strings(decision.ruleIds()));
    putList(claims, "parents", parents(request));
    putList(claims, "guards", guards(decision));
    putList(claims, "advances", strings(decision.advances()));
    return claims.build();
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
    return values.stream().map(JsonString::of).toList();
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
    new TreeMap<>(decision.guards())
        .forEach(
            (key, version) ->
                guards.add(JsonObject.builder().put("key", key).put("version", version).build()));
    return guards;
  }
}
