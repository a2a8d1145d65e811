package dev.tallystick.consent.signing;

import dev.tallystick.keys.VerificationKey;
import java.util.Base64;
import java.util.List;

/** The wire form of a set of public keys: RFC 7517, with the key type of RFC 8037. */
record JwksJson(List<JwkJson> keys) {

  /** One Ed25519 key. */
  record JwkJson(String kty, String crv, String x, String kid, String alg, String use) {

    private static JwkJson of(VerificationKey key) {
      String x = Base64.getUrlEncoder().withoutPadding().encodeToString(key.toByteArray());
      return new JwkJson("OKP", "Ed25519", x, key.keyId(), "EdDSA", "sig");
    }
  }

  static JwksJson of(List<VerificationKey> keys) {
    return new JwksJson(keys.stream().map(JwkJson::of).toList());
  }
}
