package dev.tallystick.vault.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.document.DestroyedKey;
import dev.tallystick.vault.document.Destruction;
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
            new Destruction(1, erasure, at, keys.stream().map(DestructionRecord::of).toList())
                .toJson()),
        UTF_8);
  }

  Hash digest() {
    return Hash.sha256(toText().getBytes(UTF_8));
  }

  private static DestroyedKey of(ShreddedKey key) {
    return new DestroyedKey(key.source(), key.retention().name(), key.version(), key.commitment());
  }
}
