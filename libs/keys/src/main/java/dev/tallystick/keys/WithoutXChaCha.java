package dev.tallystick.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.AuthenticatedCipherText;
import com.nimbusds.jose.util.Container;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import javax.crypto.SecretKey;

/**
 * Takes the place of Nimbus' XChaCha20-Poly1305 in a native image. Nimbus chooses a cipher at run
 * time, so the image holds all of them, and this one refers to a library, Tink, that the suite does
 * not have. On a JVM the missing class is never asked for, and in an image this refuses what {@link
 * Jwe} refuses before.
 */
@TargetClass(className = "com.nimbusds.jose.crypto.impl.XC20P")
@SuppressWarnings("DoNotCallSuggester") // Nimbus calls it.
final class WithoutXChaCha {
  @Substitute
  public static AuthenticatedCipherText encryptAuthenticated(
      SecretKey key, Container<byte[]> iv, byte[] plaintext, byte[] aad) throws JOSEException {
    throw new JOSEException("XC20P needs a library that is not here");
  }

  @Substitute
  public static byte[] decryptAuthenticated(
      SecretKey key, byte[] iv, byte[] ciphertext, byte[] aad, byte[] tag) throws JOSEException {
    throw new JOSEException("XC20P needs a library that is not here");
  }
}
