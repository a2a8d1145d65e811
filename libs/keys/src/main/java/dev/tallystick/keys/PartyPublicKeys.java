package dev.tallystick.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a party shows of its keys: one that verifies its signatures, one to which payloads for it
 * are sealed.
 */
public record PartyPublicKeys(VerificationKey verificationKey, EncryptionKey encryptionKey) {
  /** The longest JWK set that is read. */
  public static final int MAX_LENGTH = 4_096;

  /**
   * Reads a JWK set of exactly these two keys, in any order.
   *
   * @throws MalformedKeyException if it is another set, a key is not sound, a {@code kid} is not
   *     the thumbprint, or a private key is shown
   */
  public static PartyPublicKeys parse(String jwkSet) throws MalformedKeyException {
    if (jwkSet.length() > MAX_LENGTH) {
      throw new MalformedKeyException("longer than " + MAX_LENGTH + " characters");
    }
    try {
      List<Map<String, Object>> jwks = Jwks.parseSet(jwkSet.getBytes(StandardCharsets.UTF_8));
      if (jwks.size() != 2 || Jwks.isEd25519(jwks.get(0)) == Jwks.isEd25519(jwks.get(1))) {
        throw new MalformedKeyException("not one key that signs and one to seal to");
      }
      int signing = Jwks.isEd25519(jwks.get(0)) ? 0 : 1;
      return new PartyPublicKeys(
          Jwks.verificationKey(jwks.get(signing), false),
          Jwks.encryptionKey(jwks.get(1 - signing), false));
    } catch (CompactForm.Violation e) {
      throw new MalformedKeyException(e.rule());
    }
  }

  /** The JWK set, as one line. */
  public String toJwkSet() {
    return Jwks.formatSet(Jwks.format(verificationKey), Jwks.format(encryptionKey));
  }
}
