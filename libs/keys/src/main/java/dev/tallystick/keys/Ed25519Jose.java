package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;

/** Our Ed25519 as the signer of the JOSE library. */
final class Ed25519Jose {
  private static final Set<JWSAlgorithm> EDDSA = Set.of(JWSAlgorithm.EdDSA);

  private Ed25519Jose() {}

  static final class JoseSigner extends BaseJWSProvider implements JWSSigner {
    private final Signer signer;

    JoseSigner(Signer signer) {
      super(EDDSA);
      this.signer = signer;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
      return Base64URL.encode(signer.sign(signingInput));
    }
  }
}
