package dev.tallystick.vault.erasure;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;

/**
 * What a person has asked for besides the erasure itself. Kept under a key that the erasure
 * destroys.
 *
 * @param suppress whether the next import shall not bring the person back
 */
record Wish(boolean suppress) {
  byte[] toBytes() {
    return CanonicalJson.bytes(JsonObject.builder().put("suppress", suppress).build());
  }

  static Wish parse(byte[] bytes) {
    try {
      return new Wish(((JsonObject) CanonicalJson.parse(bytes)).getBoolean("suppress"));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a wish was sealed as something else", e);
    }
  }
}
