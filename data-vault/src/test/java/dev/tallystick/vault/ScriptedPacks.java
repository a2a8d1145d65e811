package dev.tallystick.vault;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.ShippedPacks;
import java.util.List;

/** What a scripted consent-service says of rule packs. */
final class ScriptedPacks {
  private ScriptedPacks() {}

  /** One pack, in force since long ago. */
  static JsonObject inForce() {
    var pack = ShippedPacks.get("cn-2022");
    JsonObject active =
        JsonObject.builder()
            .put("pack", pack.id())
            .put("family", pack.family())
            .put("digest", pack.digest().hex())
            .put("activations", JsonArray.ofStrings(List.of("2022-01-01T00:00:00.000Z")))
            .build();
    return JsonObject.builder()
        .put("packs", JsonArray.of(List.of(active)))
        .put("asOfSize", 1)
        .build();
  }
}
