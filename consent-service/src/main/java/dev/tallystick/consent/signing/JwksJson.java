package dev.tallystick.consent.signing;

import dev.tallystick.keys.VerificationKey;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The wire form of a set of public keys: RFC 7517, with the key type of RFC 8037. */
@Schema(name = "JsonWebKeySet", description = "Public keys, as in RFC 7517.")
record JwksJson(@Schema(description = "The newest first.") List<JwkJson> keys) {

  /** One Ed25519 key. */
  @Schema(name = "JsonWebKey", description = "An Ed25519 public key, as in RFC 8037.")
  record JwkJson(
      @Schema(description = "Always OKP.", examples = "OKP") String kty,
      @Schema(description = "Always Ed25519.", examples = "Ed25519") String crv,
      @Schema(description = "The 32 bytes of the key, base64url.") String x,
      @Schema(description = "The key's RFC 7638 thumbprint; a signature names it.") String kid,
      @Schema(description = "Always EdDSA.", examples = "EdDSA") String alg,
      @Schema(description = "Always sig.", examples = "sig") String use) {

    private static JwkJson of(VerificationKey key) {
      String x = Base64.getUrlEncoder().withoutPadding().encodeToString(key.toByteArray());
      return new JwkJson("OKP", "Ed25519", x, key.keyId(), "EdDSA", "sig");
    }
  }

  static JwksJson of(List<VerificationKey> keys) {
    return new JwksJson(keys.stream().map(JwkJson::of).toList());
  }
}
