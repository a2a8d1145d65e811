package dev.tallystick.consent;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.log.ScriptedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Releases as data-vault logs them, made of the permits that allow them. */
public final class Released {
  private Released() {}

  /** The release-1 of a person's records from Mall-East to Bureau North, under a consent. */
  public static ScriptedEvent supply(World world, String person, String consent, String decision) {
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", World.id("rel"))
            .put("from", world.mall.id())
            .put("to", world.bureau.id())
            .put("purpose", Agreed.SUPPLY)
            .put("endPurpose", Agreed.LOAN)
            .put("consents", JsonArray.of(List.of(ref(consent))))
            .put(
                "categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")))
            .put("recordCount", 2)
            .put("recordsRoot", "00".repeat(32))
            .put("payloadDigest", "11".repeat(32))
            .put("jweDigest", "22".repeat(32))
            .put("recipientKey", world.bureau.keys().publicKeys().encryptionKey().keyId())
            .put("agreement", World.id("agr"))
            .build();
    Map<String, JsonValue> internal = new TreeMap<>();
    internal.put("request", dev.tallystick.events.json.JsonString.of(decision));
    internal.put("decision", dev.tallystick.events.json.JsonString.of(decision));
    return world.append(
        "data-vault",
        "data.released",
        Optional.of(person),
        data,
        Optional.of(JsonObject.of(internal)));
  }

  /** The release-2 of a report about a person to a lender, made from these releases. */
  public static ScriptedEvent sale(
      World world, String person, String lender, String consent, List<String> parents) {
    String jws = "aaaa.bbbb.cccc";
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", World.id("rel"))
            .put("from", world.bureau.id())
            .put("to", lender)
            .put("endUser", lender)
            .put("inquiry", World.id("inq"))
            .put("product", world.product)
            .put("purpose", Agreed.LOAN)
            .put("consents", JsonArray.of(List.of(ref(consent))))
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("recordCount", 1)
            .put("recordsRoot", "00".repeat(32))
            .put("payloadDigest", "11".repeat(32))
            .put("jweDigest", "22".repeat(32))
            .put("recipientKey", world.bank.keys().publicKeys().encryptionKey().keyId())
            .put("parents", JsonArray.ofStrings(parents.stream().sorted().toList()))
            .put(
                "fee",
                JsonObject.builder()
                    .put("amount", 100)
                    .put("currency", "CNY")
                    .put("tariff", world.tariff)
                    .put("line", "report")
                    .build())
            .put("request", jws)
            .put("decision", jws)
            .put("sellerSignature", jws)
            .build();
    return world.append(
        "bureau-service", "data.released", Optional.of(person), data, Optional.empty());
  }

  /** What a party has given a processor about a person. */
  public static ScriptedEvent processed(
      World world, String person, Organisation from, Organisation to) {
    String jws = "aaaa.bbbb.cccc";
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE")
            .put("release", World.id("rel"))
            .put("from", from.id())
            .put("to", to.id())
            .put("purpose", "PROCESSING")
            .put(
                "purposeObject",
                JsonObject.builder().put("kind", "INSTRUCTION").put("ref", "I-1").build())
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("recordCount", 1)
            .put("recordsRoot", "00".repeat(32))
            .put("payloadDigest", "11".repeat(32))
            .put("jweDigest", "22".repeat(32))
            .put("recipientKey", world.bank.keys().publicKeys().encryptionKey().keyId())
            .put("request", jws)
            .put("decision", jws)
            .put("sellerSignature", jws)
            .build();
    return world.append("data-vault", "data.released", Optional.of(person), data, Optional.empty());
  }

  private static JsonObject ref(String consent) {
    return JsonObject.builder().put("id", consent).put("version", 1).build();
  }
}
