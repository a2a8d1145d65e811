package dev.tallystick.keys;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM with random 96-bit IVs: one cipher and one buffer of IVs for each thread.
 *
 * <p>Drawing 12 bytes costs more than sealing a small value, so a thread draws many IVs at once and
 * takes each of them once. The JDK's cipher expands a key only when it differs from the one before.
 */
final class Gcm {
  static final int IV_SIZE = 12;
  static final int TAG_SIZE = 16;

  private static final int TAG_BITS = TAG_SIZE * 8;
  private static final int IVS = 256;

  private static final ThreadLocal<Gcm> OF_THREAD = ThreadLocal.withInitial(Gcm::new);

  private final Cipher cipher;
  private final SecureRandom random = new SecureRandom();
  private final byte[] ivs = new byte[IVS * IV_SIZE];
  private int nextIv = ivs.length;
  private @Nullable Secret lastKey;

  private Gcm() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES in GCM", e);
    }
  }

  static Gcm ofThread() {
    return OF_THREAD.get();
  }

  /** Overwrites the expanded key that this thread's cipher may still hold. */
  static void forget(Secret key) {
    Gcm gcm = OF_THREAD.get();
    if (gcm.lastKey == key) {
      Secret none = Secret.takeOwnershipOf(new byte[Secret.SIZE]);
      gcm.init(Cipher.ENCRYPT_MODE, none, gcm.iv(gcm.takeIv()));
    }
  }

  /**
   * Writes IV, ciphertext and tag into {@code out} from {@code at} on.
   *
   * @param domain keeps the uses of a key apart
   */
  void seal(Secret key, byte[] domain, byte[] context, byte[] plaintext, byte[] out, int at) {
    int iv = takeIv();
    key.enter();
    try {
      init(Cipher.ENCRYPT_MODE, key, iv(iv));
      cipher.updateAAD(domain);
      cipher.updateAAD(context);
      cipher.doFinal(plaintext, 0, plaintext.length, out, at + IV_SIZE);
      System.arraycopy(ivs, iv, out, at, IV_SIZE);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the buffer is large enough and the key is an AES key", e);
    } finally {
      key.leave();
    }
  }

  /** The plaintext of what {@link #seal} has written into {@code in} from {@code at} on. */
  byte[] open(Secret key, byte[] domain, byte[] context, byte[] in, int at, int length)
      throws SealBrokenException {
    if (length < IV_SIZE + TAG_SIZE) {
      throw new SealBrokenException("too short to be sealed");
    }
    key.enter();
    try {
      init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, in, at, IV_SIZE));
      cipher.updateAAD(domain);
      cipher.updateAAD(context);
      return cipher.doFinal(in, at + IV_SIZE, length - IV_SIZE);
    } catch (AEADBadTagException e) {
      throw new SealBrokenException("changed, or of another key or context");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("GCM has neither padding nor blocks", e);
    } finally {
      key.leave();
    }
  }

  private void init(int mode, Secret key, GCMParameterSpec parameters) {
    try {
      cipher.init(mode, key, parameters);
      lastKey = key;
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw new AssertionError("32 bytes are an AES key, and the IV is fresh", e);
    }
  }

  private GCMParameterSpec iv(int at) {
    return new GCMParameterSpec(TAG_BITS, ivs, at, IV_SIZE);
  }

  /** Where in {@link #ivs} the next IV stands; it is never given again. */
  private int takeIv() {
    if (nextIv == ivs.length) {
      random.nextBytes(ivs);
      nextIv = 0;
    }
    int iv = nextIv;
    nextIv += IV_SIZE;
    return iv;
  }
}
