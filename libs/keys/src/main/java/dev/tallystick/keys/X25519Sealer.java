package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.AAD;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * Draws the one-time key of a sealed payload on X25519 and agrees with the recipient's key. All
 * else is Nimbus', whose own classes for this curve need another library.
 */
final class X25519Sealer extends ECDHCryptoProvider implements JWEEncrypter {
  // Not static: a native image would carry the seed of the build.
  private final SecureRandom random = new SecureRandom();
  private final EncryptionKey recipient;

  X25519Sealer(EncryptionKey recipient) throws JOSEException {
    super(Curve.X25519, null);
    this.recipient = recipient;
  }

  @Override
  public Set<Curve> supportedEllipticCurves() {
    return Set.of(Curve.X25519);
  }

  @Override
  public JWECryptoParts encrypt(JWEHeader header, byte[] clearText, byte[] aad)
      throws JOSEException {
    X25519PrivateKeyParameters oneTime = new X25519PrivateKeyParameters(random);
    OctetKeyPair epk =
        new OctetKeyPair.Builder(
                Curve.X25519, Base64URL.encode(oneTime.generatePublicKey().getEncoded()))
            .build();
    JWEHeader complete = new JWEHeader.Builder(header).ephemeralPublicKey(epk).build();
    byte[] secret = X25519.agree(oneTime, recipient.x());
    return encryptWithZ(
        complete, new SecretKeySpec(secret, "AES"), clearText, AAD.compute(complete));
  }
}
