package dev.tallystick.consent;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.KeyRevocation;
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

  /** The request that registers its signing key, without anything that lets it in. */
  public JsonObject signingKey() {
    return signing().build();
  }

  /** The request that registers its first signing key, by a code. */
  public JsonObject signingKey(String code) {
    return signing().put("code", code).build();
  }

  /** The request that registers its signing key, approved by another key of the party. */
  public JsonObject signingKey(PartyKeys approving) {
    return signing()
        .put("approval", proof(KeyProof.SIGN, signingId()).sign(approving.signingKey()))
        .build();
  }

  /** The request that registers its encryption key, signed by its own signing key. */
  public JsonObject encryptionKey() {
    return encryptionKey(keys, Instant.now().minusSeconds(60));
  }

  /** The request that registers its encryption key, signed by another key of the party. */
  public JsonObject encryptionKey(PartyKeys approving, Instant from) {
    var key = keys.publicKeys().encryptionKey();
    return key(KeyProof.ENCRYPT, PublicJwk.of(key))
        .put("validFrom", time(from))
        .put("proof", proof(KeyProof.ENCRYPT, key.keyId()).sign(approving.signingKey()))
        .build();
  }

  /** What it signs to revoke a key. */
  public JsonObject revocation(String thumbprint, String reason) {
    KeyRevocation said = new KeyRevocation(claims("consent-service"), id, thumbprint, reason);
    return JsonObject.builder()
        .put("reason", reason)
        .put("approval", said.sign(keys.signingKey()))
        .build();
  }

  /** The name of its signing key. */
  public String signingId() {
    return keys.publicKeys().verificationKey().keyId();
  }

  private JsonObject.Builder signing() {
    return key(KeyProof.SIGN, PublicJwk.of(keys.publicKeys().verificationKey()))
        .put("validFrom", time(Instant.now().minusSeconds(60)))
        .put("proof", proof(KeyProof.SIGN, signingId()).sign(keys.signingKey()));
  }

  private KeyProof proof(String use, String thumbprint) {
    return new KeyProof(claims("consent-service"), id, use, thumbprint);
  }

  private static JsonObject.Builder key(String use, JsonObject jwk) {
    return JsonObject.builder()
        .put("use", use)
        .put("jwk", jwk)
        .put("validTo", time(Instant.now().plus(Duration.ofDays(365))));
  }

  static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }
}
