package dev.tallystick.audit.erasure;

import dev.tallystick.audit.document.DestroyedOpeningKey;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.json.CanonicalJson;
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
    DestroyedOpeningKey record =
        DestroyedOpeningKey.builder()
            .day(LocalDate.ofEpochDay(key.day()))
            .retentionClass(key.eventClass().name())
            .wrappedKey(Hash.sha256(wrappedKey))
            .count(extent.bodies())
            .firstIndex(extent.firstIndex())
            .lastIndex(extent.lastIndex())
            .build();
    return Hash.sha256(DOMAIN, CanonicalJson.bytes(record.toJson()));
  }
}
