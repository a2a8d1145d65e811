package dev.tallystick.vault.erasure;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.vault.document.SealedWish;

/**
 * What a person has asked for besides the erasure itself. Kept under a key that the erasure
 * destroys.
 *
 * @param suppress whether the next import shall not bring the person back
 */
record Wish(boolean suppress) {
  byte[] toBytes() {
    return CanonicalJson.bytes(new SealedWish(suppress).toJson());
  }

  static Wish parse(byte[] bytes) {
    try {
      return new Wish(SealedWish.read((JsonObject) CanonicalJson.parse(bytes)).suppress());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a wish was sealed as something else", e);
    }
  }
}
