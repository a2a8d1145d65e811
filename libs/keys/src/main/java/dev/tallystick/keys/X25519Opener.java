package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** Opens what is sealed to a key on X25519. */
final class X25519Opener extends ECDHCryptoProvider implements JWEDecrypter {
  private final X25519PrivateKeyParameters number;

  X25519Opener(X25519PrivateKeyParameters number) throws JOSEException {
    super(Curve.X25519, null);
    this.number = number;
  }

  @Override
  public Set<Curve> supportedEllipticCurves() {
    return Set.of(Curve.X25519);
  }

  @Override
  public byte[] decrypt(
      JWEHeader header,
      @Nullable Base64URL encryptedKey,
      Base64URL iv,
      Base64URL cipherText,
      Base64URL authTag,
      byte[] aad)
      throws JOSEException {
    if (!(header.getEphemeralPublicKey() instanceof OctetKeyPair epk)) {
      throw new JOSEException("epk is not on X25519");
    }
    byte[] secret = X25519.agree(number, epk.getDecodedX());
    SecretKeySpec agreed = new SecretKeySpec(secret, "AES");
    // Nothing is compressed, so its limit for that limits nothing.
    return decryptWithZ(header, aad, agreed, encryptedKey, iv, cipherText, authTag, Jwe.MAX_LENGTH);
  }
}
