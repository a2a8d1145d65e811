package dev.tallystick.rules;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.tlog.Hash;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries of releases, made of the decisions that permit them. */
final class Releases {
  private static final String JWS = "aaaa.bbbb.cccc";

  private Releases() {}

  /** A compact JWS with this payload; nobody here looks at its signature. */
  static String jws(JsonObject claims) {
    String payload =
        Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.bytes(claims));
    return "e30." + payload + ".c2ln";
  }

  private static JsonObject claims(World world, DecisionRequest request, Decision decision) {
    return decision.toClaims(request, world.id("dec"), Hash.fromHex(World.HASH));
  }

  /** The entry of a refusal, as consent-service makes it. */
  static String deny(World world, DecisionRequest request, Decision decision) {
    JsonObject data =
        Json.object(
            "step", request.step().name(),
            "caller", request.caller(),
            "from", request.from(),
            "to", request.to().orElseThrow(),
            "purpose", request.what().purpose().orElseThrow(),
            "code", decision.code().orElseThrow(),
            "pack", decision.basis().pack().orElseThrow(),
            "categories", List.copyOf(request.what().categories()));
    JsonObject.Builder denial = JsonObject.builder();
    Json.with(
            data.getArray("categories").size() > 0 ? data : Json.without(data, "categories"),
            "ruleIds",
            JsonArray.ofStrings(decision.ruleIds()))
        .forEach(denial::put);
    request.what().endPurpose().ifPresent(purpose -> denial.put("endPurpose", purpose));
    request.what().product().ifPresent(product -> denial.put("product", product));
    JsonObject signed =
        Json.object("request", JWS, "decision", jws(claims(world, request, decision)));
    boolean first = request.step() == Step.RELEASE_1;
    if (!first) {
      signed.forEach(denial::put);
    }
    JsonObject built = denial.build();
    return world.append(
        "data.denied",
        request.subject(),
        first ? Json.without(built, "product") : built,
        first ? Optional.of(signed) : Optional.empty(),
        Map.of(),
        Set.of());
  }

  static String log(World world, DecisionRequest request, Decision decision) {
    if (!decision.isPermit()) {
      throw new AssertionError("refused: " + decision.code());
    }
    JsonObject claims = claims(world, request, decision);
    JsonObject data = data(world, request, decision, claims);
    boolean first = request.step() == Step.RELEASE_1;
    return world.append(
        "data.released",
        request.subject(),
        data,
        first
            ? Optional.of(Json.object("request", JWS, "decision", jws(claims)))
            : Optional.empty(),
        decision.guards(),
        decision.advances());
  }

  private static JsonObject data(
      World world, DecisionRequest request, Decision decision, JsonObject claims) {
    JsonObject data =
        Json.object(
            "step", request.step().name(),
            "release", world.id("rel"),
            "from", request.from(),
            "to", request.to().orElseThrow(),
            "purpose", request.what().purpose().orElseThrow(),
            "categories", claims.getArray("categories"),
            "recordCount", 1,
            "recordsRoot", World.HASH,
            "payloadDigest", World.HASH,
            "jweDigest", World.HASH,
            "recipientKey",
                decision.granted().recipientKey().map(PartyKey::thumbprint).orElseThrow());
    for (String copied : new String[] {"consents", "omitted", "parents", "product", "fee"}) {
      Optional<dev.tallystick.events.json.JsonValue> claim = claims.find(copied);
      if (claim.isPresent()) {
        data = Json.with(data, copied, claim.get());
      }
    }
    return request.step() == Step.RELEASE_1
        ? Json.with(
            data,
            "endPurpose",
            request.what().endPurpose().orElseThrow(),
            "agreement",
            decision.granted().agreement().orElseThrow())
        : Json.with(
            data,
            "sellerSignature",
            JWS,
            "endUser",
            request.parties().endUser().orElse(request.to().orElseThrow()),
            "inquiry",
            request.chain().inquiry().orElse(world.id("inq")),
            "request",
            JWS,
            "decision",
            jws(claims));
  }

  /** The recipient acknowledges, and refutes an entry that says it never arrived. */
  static void received(World world, String release, Optional<String> voids) {
    var data =
        Json.object(
            "release",
            release,
            "releaseIndex",
            1,
            "releaseEntry",
            World.HASH,
            "from",
            World.MALL,
            "to",
            World.BUREAU,
            "payloadDigest",
            World.HASH,
            "checkpointSize",
            5,
            "checkpointRoot",
            World.HASH,
            "receivedAt",
            World.time(world.now()),
            "receiverSignature",
            "aaaa.bbbb.cccc");
    world.append(
        "data.received",
        Optional.of(World.ALICE),
        voids.isEmpty() ? data : Json.with(data, "voids", voids.get()));
  }
}
