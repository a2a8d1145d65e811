package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Instant;
import java.util.List;

/** The data of what is registered and filed. */
final class Papers {
  private Papers() {}

  static JsonObject party(String party, String role) {
    JsonObject data =
        Json.object(
            "party", party,
            "role", role,
            "legalName", party + " Ltd",
            "registrationNo", "REG-1",
            "country", "CN",
            "contact", "privacy desk",
            "by", "credit-authority");
    return role.equals("LENDER") ? Json.with(data, "userClass", "STANDARD") : data;
  }

  static JsonObject agreement(
      String id, String kind, String provider, String receiver, Instant until) {
    return Json.object(
        "agreement",
        id,
        "version",
        1,
        "kind",
        kind,
        "provider",
        provider,
        "receiver",
        receiver,
        "clauses",
        List.of("CONSENT", "SECURITY"),
        "textHash",
        World.HASH,
        "validFrom",
        World.time(World.START),
        "validTo",
        World.time(until),
        "signatures",
        List.of(Json.object("party", provider, "jws", "aaaa.bbbb.cccc")));
  }

  /** All that the shipped pack knows by name. */
  static List<String> everyCategory() {
    return ShippedPacks.get("cn-2022").categories().keySet().stream()
        .filter(name -> !name.endsWith(".*"))
        .toList();
  }

  static JsonObject collection(String id, String party, Instant from, List<String> categories) {
    return Json.object(
        "plan",
        id,
        "version",
        1,
        "kind",
        "COLLECTION",
        "party",
        party,
        "categories",
        categories,
        "sources",
        List.of("platforms under agreement"),
        "method",
        "sealed releases",
        "effectiveFrom",
        World.time(from));
  }

  static JsonObject assessment(String id, String party, String from, String to, Instant until) {
    return Json.object(
        "assessment",
        id,
        "party",
        party,
        "fromRole",
        from,
        "toRole",
        to,
        "categories",
        everyCategory(),
        "contents",
        List.of("IMPACT", "LAWFULNESS", "MEASURES"),
        "report",
        World.HASH,
        "validFrom",
        World.time(World.START.minusSeconds(1)),
        "validTo",
        World.time(until));
  }

  static JsonObject product(String id, List<String> inputs, List<String> required) {
    JsonObject data =
        Json.object(
            "product",
            id,
            "version",
            1,
            "party",
            World.BUREAU,
            "name",
            "Consumer score",
            "kind",
            "SCORE",
            "creditReporting",
            true,
            "purposes",
            List.of("ANTI_FRAUD", "CARD_APPROVAL", "LOAN_APPROVAL"),
            "inputCategories",
            inputs,
            "outputs",
            List.of("DERIVED.SCORE", "REASONS"));
    return required.isEmpty() ? data : Json.with(data, "requiredCategories", required);
  }
}
