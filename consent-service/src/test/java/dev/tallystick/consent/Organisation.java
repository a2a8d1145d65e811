package dev.tallystick.consent;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.PublicJwk;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A party of the tests, with its keys. */
public record Organisation(String id, String role, String legalName, PartyKeys keys) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public static Organisation draw(String id, String role, String legalName) {
    return new Organisation(id, role, legalName, PartyKeys.draw());
  }

  /** A token that speaks for it. */
  public String token() {
    return Tokens.party(role.toLowerCase(Locale.ROOT), id);
  }

  /** Claims of a statement that it makes now. */
  public Claims claims(String audience) {
    return Claims.of(id, audience, Instant.now(), Duration.ofSeconds(60), RANDOM);
  }

  public JsonObject registration() {
    return JsonObject.builder()
        .put("party", id)
        .put("role", role)
        .put("legalName", legalName)
        .put("registrationNo", "91-" + id)
        .put("country", "CN")
        .put("contact", "privacy desk, 1 Quay Road")
        .build();
  }

  /** The request that registers its signing key. */
  public JsonObject signingKey() {
    var key = keys.publicKeys().verificationKey();
    return key(KeyProof.SIGN, key.keyId(), PublicJwk.of(key));
  }

  /** The request that registers its encryption key. */
  public JsonObject encryptionKey() {
    var key = keys.publicKeys().encryptionKey();
    return key(KeyProof.ENCRYPT, key.keyId(), PublicJwk.of(key));
  }

  private JsonObject key(String use, String thumbprint, JsonObject jwk) {
    KeyProof proof = new KeyProof(claims("consent-service"), id, use, thumbprint);
    Instant now = Instant.now();
    return JsonObject.builder()
        .put("use", use)
        .put("jwk", jwk)
        .put("validFrom", time(now.minusSeconds(60)))
        .put("validTo", time(now.plus(Duration.ofDays(365))))
        .put("proof", proof.sign(keys.signingKey()))
        .build();
  }

  static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }
}
