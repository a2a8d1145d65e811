package dev.tallystick.rules;

import dev.tallystick.events.JsonObject;
import dev.tallystick.rules.state.PartyKey;
import java.util.Optional;

/** Entries of releases, made of the decisions that permit them. */
final class Releases {
  private static final String JWS = "aaaa.bbbb.cccc";

  private Releases() {}

  static String log(World world, DecisionRequest request, Decision decision) {
    if (!decision.isPermit()) {
      throw new AssertionError("refused: " + decision.code());
    }
    JsonObject data = data(world, request, decision);
    boolean first = request.step() == Step.RELEASE_1;
    return world.append(
        "data.released",
        request.subject(),
        data,
        first ? Optional.of(Json.object("request", JWS, "decision", JWS)) : Optional.empty(),
        decision.guards(),
        decision.advances());
  }

  private static JsonObject data(World world, DecisionRequest request, Decision decision) {
    JsonObject claims =
        decision.toClaims(request, world.id("dec"), dev.tallystick.tlog.Hash.fromHex(World.HASH));
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
      Optional<dev.tallystick.events.JsonValue> claim = claims.find(copied);
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
            JWS);
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
