package dev.tallystick.consent.explanation;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains a decision from its own claims and the pack that they name. Nothing is said of the
 * lender behind a supply: a platform that reads it must not learn for whom its data was wanted.
 */
@Singleton
class Explanations {
  private final Packs packs;
  private final SignedClaims reader = SignedClaims.unverified();

  Explanations(Packs packs) {
    this.packs = packs;
  }

  /** Explains a decision that was signed here. */
  ExplanationJson explain(KeptDecision kept) {
    JsonObject claims =
        reader.read(kept.jws()).orElseThrow(ConsentProblemCode.DECISION_UNKNOWN::problem);
    Optional<Pack> pack =
        claims.findString("packDigest").flatMap(digest -> packs.find(Hash.fromHex(digest)));
    Optional<PackRule> refusing =
        claims.findString("ruleId").flatMap(id -> pack.flatMap(p -> rule(p, id)));
    boolean permit = claims.findString("outcome").equals(Optional.of("PERMIT"));
    List<ExplanationJson.OmittedJson> omitted = omitted(claims, pack);
    return new ExplanationJson(
        kept.id(),
        claims.findString("outcome").orElse(""),
        claims.findString("code").orElse(null),
        claims.findString("instant").orElse(""),
        permit
            ? Sentences.permitted(
                kept.from(),
                kept.to().orElse(""),
                strings(claims, "categories"),
                omitted.stream().map(ExplanationJson.OmittedJson::category).toList())
            : Sentences.refused(refusing),
        rules(claims, pack, permit),
        facts(kept, claims, omitted),
        permit ? Map.of() : pack.map(Pack::complaintRoutes).orElse(Map.of()),
        new ExplanationJson.PackJson(
            claims.findString("pack").orElse(null),
            claims.findString("packDigest").orElse(null),
            pack.map(Pack::disclaimer).orElse(null)));
  }

  private static Optional<PackRule> rule(Pack pack, String id) {
    return Optional.ofNullable(pack.rules().get(id));
  }

  private static List<ExplanationJson.RuleJson> rules(
      JsonObject claims, Optional<Pack> pack, boolean permit) {
    List<String> ids = strings(claims, "ruleIds");
    List<ExplanationJson.RuleJson> rules = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      boolean passed = permit || i < ids.size() - 1;
      String id = ids.get(i);
      Optional<PackRule> rule = pack.flatMap(p -> rule(p, id));
      rules.add(
          new ExplanationJson.RuleJson(
              id,
              rule.map(PackRule::title).orElse(id),
              passed,
              passed ? Map.of() : rule.map(Sentences::of).orElse(Map.of()),
              rule.map(PackRule::citation).orElse(""),
              rule.map(r -> r.confidence().name()).orElse("")));
    }
    return rules;
  }

  private static ExplanationJson.FactsJson facts(
      KeptDecision kept, JsonObject claims, List<ExplanationJson.OmittedJson> omitted) {
    List<ExplanationJson.ConsentJson> consents = new ArrayList<>();
    for (JsonObject ref : objects(claims, "consents")) {
      consents.add(
          new ExplanationJson.ConsentJson(
              ref.findString("id").orElse(""), ref.findInteger("version").orElse(1L)));
    }
    return new ExplanationJson.FactsJson(
        kept.from(),
        kept.to().orElse(null),
        claims.findString("purpose").orElse(null),
        strings(claims, "categories"),
        omitted,
        consents,
        fee(claims).orElse(null),
        claims.findInteger("asOfSize").orElse(0L),
        objects(claims, "guards").size());
  }

  /** What was charged; of a refusal the claims tell what was meant to be. */
  private static Optional<Long> fee(JsonObject claims) {
    boolean permit = claims.findString("outcome").equals(Optional.of("PERMIT"));
    return claims.findObject("fee").filter(fee -> permit).flatMap(fee -> fee.findInteger("amount"));
  }

  private static List<ExplanationJson.OmittedJson> omitted(JsonObject claims, Optional<Pack> pack) {
    List<ExplanationJson.OmittedJson> omitted = new ArrayList<>();
    for (JsonObject one : objects(claims, "omitted")) {
      String category = one.findString("category").orElse("");
      String code = one.findString("code").orElse("");
      Map<String, String> sentence =
          pack.flatMap(p -> Omitting.rule(p, category, code)).map(Sentences::of).orElse(Map.of());
      omitted.add(new ExplanationJson.OmittedJson(category, code, sentence));
    }
    return omitted;
  }

  private static List<String> strings(JsonObject object, String name) {
    List<String> strings = new ArrayList<>();
    for (JsonValue item : items(object, name)) {
      if (item instanceof JsonString text) {
        strings.add(text.value());
      }
    }
    return strings;
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue item : items(object, name)) {
      if (item instanceof JsonObject one) {
        objects.add(one);
      }
    }
    return objects;
  }

  private static List<JsonValue> items(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of());
  }
}
