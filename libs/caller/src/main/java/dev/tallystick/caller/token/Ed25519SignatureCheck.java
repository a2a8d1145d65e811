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
import org.jspecify.annotations.Nullable;

/** One check of a signature, as {@code java.security} drives it. */
final class Ed25519SignatureCheck extends SignatureSpi {
  private final Keys keys;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable VerificationKey key;

  Ed25519SignatureCheck(Keys keys) {
    this.keys = keys;
  }

  /** Takes keys over from {@code java.security}. */
  interface Keys {
    VerificationKey of(EdECPublicKey key) throws InvalidKeyException;
  }

  @Override
  protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
    if (!(publicKey instanceof EdECPublicKey edKey)) {
      throw new InvalidKeyException("no public key of Ed25519");
    }
    key = keys.of(edKey);
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
    VerificationKey known = key;
    if (known == null) {
      throw new SignatureException("no key was given");
    }
    boolean holds = known.verifies(message.toByteArray(), signature);
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
