package dev.tallystick.vault.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.ShreddedKey;
import java.time.Instant;
import java.util.List;

/**
 * Which keys were destroyed, and when: what {@code record.erased} carries the hash of. Names each
 * by its commitment, so that a key that turns up after all can be shown to be the one.
 */
record DestructionRecord(String erasure, Instant at, List<ShreddedKey> keys) {
  String toText() {
    return new String(
        CanonicalJson.messageBytes(
            JsonObject.builder()
                .put("v", 1)
                .put("erasure", erasure)
                .put("destroyedAt", Timestamps.format(at.toEpochMilli()))
                .put("keys", JsonArray.of(keys.stream().map(DestructionRecord::json).toList()))
                .build()),
        UTF_8);
  }

  Hash digest() {
    return Hash.sha256(toText().getBytes(UTF_8));
  }

  private static JsonObject json(ShreddedKey key) {
    return JsonObject.builder()
        .put("source", key.source())
        .put("class", key.retention().name())
        .put("version", key.version())
        .put("commitment", key.commitment().hex())
        .build();
  }
}
