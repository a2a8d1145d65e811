package dev.tallystick.caller.token;

import dev.tallystick.keys.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.EdECPublicKey;
import java.util.Optional;

/** One check of a signature, as {@code java.security} drives it. */
final class Ed25519SignatureCheck extends SignatureSpi {
  private final Keys keys;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean hasKey;

  /** Empty for an unsound key too: nobody's signature holds under it. */
  private Optional<VerificationKey> key = Optional.empty();

  Ed25519SignatureCheck(Keys keys) {
    this.keys = keys;
  }

  /** Takes keys over from {@code java.security}. */
  interface Keys {
    Optional<VerificationKey> of(EdECPublicKey key) throws InvalidKeyException;
  }

  @Override
  protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
    if (!(publicKey instanceof EdECPublicKey edKey)) {
      throw new InvalidKeyException("no public key of Ed25519");
    }
    key = keys.of(edKey);
    hasKey = true;
    message.reset();
  }

  @Override
  protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
    throw new InvalidKeyException("only checks signatures");
  }

  @Override
  protected void engineUpdate(byte one) {
    message.write(one);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    message.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    throw new SignatureException("only checks signatures");
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    if (!hasKey) {
      throw new SignatureException("no key was given");
    }
    byte[] signed = message.toByteArray();
    boolean holds = key.filter(sound -> sound.verifies(signed, signature)).isPresent();
    message.reset();
    return holds;
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("there are no parameters");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("there are no parameters");
  }
}
