package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;

/** Public keys as JWK objects, as they stand in events and answers of the services. */
public final class PublicJwk {
  private PublicJwk() {}

  /** The JWK of a key that verifies. */
  public static JsonObject of(VerificationKey key) {
    return parse(key.toJwk());
  }

  /** The JWK of a key to which payloads are sealed. */
  public static JsonObject of(EncryptionKey key) {
    return parse(key.toJwk());
  }

  /** The key that verifies, of a JWK. */
  public static VerificationKey verificationKey(JsonObject jwk) throws MalformedKeyException {
    return VerificationKey.parse(text(jwk));
  }

  /** The key to seal to, of a JWK. */
  public static EncryptionKey encryptionKey(JsonObject jwk) throws MalformedKeyException {
    return EncryptionKey.parse(text(jwk));
  }

  private static String text(JsonObject jwk) {
    return new String(CanonicalJson.messageBytes(jwk), UTF_8);
  }

  private static JsonObject parse(String jwk) {
    try {
      return (JsonObject) CanonicalJson.parse(jwk.getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError("a JWK is a JSON object", e);
    }
  }
}
