package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.impl.AAD;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * Draws the one-time key of a sealed payload and agrees with the recipient's key, by Bouncy Castle:
 * it takes a quarter of the JDK's time. Its multiplication is not free of timing differences, which
 * tells nothing here, since each private number is used once and forgotten; what opens payloads
 * with a lasting key is left to the JDK. All else is Nimbus', as in {@link ECDHEncrypter}.
 */
final class OneTimeSealer extends ECDHCryptoProvider implements JWEEncrypter {
  private static final ECDomainParameters P256 = p256();

  // Not static: a native image would carry the seed of the build.
  private final SecureRandom random = new SecureRandom();
  private final EncryptionKey recipient;

  OneTimeSealer(EncryptionKey recipient) throws JOSEException {
    super(Curve.P_256, null);
    this.recipient = recipient;
  }

  private static ECDomainParameters p256() {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
    return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
  }

  @Override
  public Set<Curve> supportedEllipticCurves() {
    return Set.of(Curve.P_256);
  }

  @Override
  public JWECryptoParts encrypt(JWEHeader header, byte[] clearText, byte[] aad)
      throws JOSEException {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(P256, random));
    AsymmetricCipherKeyPair oneTime = generator.generateKeyPair();
    ECPublicKeyParameters shown = (ECPublicKeyParameters) oneTime.getPublic();
    ECKey epk =
        new ECKey.Builder(
                Curve.P_256,
                coordinate(shown.getQ().getAffineXCoord().toBigInteger()),
                coordinate(shown.getQ().getAffineYCoord().toBigInteger()))
            .build();
    JWEHeader complete = new JWEHeader.Builder(header).ephemeralPublicKey(epk).build();
    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
    agreement.init(oneTime.getPrivate());
    // Checks that the point is one of the curve.
    ECPublicKeyParameters theirs =
        new ECPublicKeyParameters(
            P256.getCurve()
                .createPoint(new BigInteger(1, recipient.x()), new BigInteger(1, recipient.y())),
            P256);
    byte[] secret = EncryptionKey.coordinate(agreement.calculateAgreement(theirs));
    return encryptWithZ(
        complete, new SecretKeySpec(secret, "AES"), clearText, AAD.compute(complete));
  }

  private static Base64URL coordinate(BigInteger number) {
    return Base64URL.encode(EncryptionKey.coordinate(number));
  }
}
