package dev.tallystick.audit.erasure;

import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The record of a key's destruction, of which the log keeps the hash: SHA-256 of {@code
 * tallystick/key-destruction/v1}, a zero byte, and the canonical JSON of day, class, the SHA-256 of
 * the wrapped key, and the entries that it sealed. Whoever still has the wrapped key, in a backup,
 * can show that this was the one.
 */
final class KeyDestruction {
  private static final byte[] DOMAIN =
      "tallystick/key-destruction/v1\0".getBytes(StandardCharsets.US_ASCII);

  private KeyDestruction() {}

  static Hash evidence(OpeningKeyId key, byte[] wrappedKey, OpeningErasure.Extent extent) {
    JsonObject record =
        JsonObject.builder()
            .put("day", LocalDate.ofEpochDay(key.day()).toString())
            .put("class", key.eventClass().name())
            .put("wrappedKey", Hash.sha256(wrappedKey).hex())
            .put("count", extent.bodies())
            .put("firstIndex", extent.firstIndex())
            .put("lastIndex", extent.lastIndex())
            .build();
    return Hash.sha256(DOMAIN, CanonicalJson.bytes(record));
  }
}
