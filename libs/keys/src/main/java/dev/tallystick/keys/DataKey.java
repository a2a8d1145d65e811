package dev.tallystick.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A key for the data of one owner (a person, a day, a class) that seals and opens, and whose bytes
 * nobody can read.
 *
 * <p><b>Guarantees.</b> A sealed value keeps its content secret from everyone without the key, and
 * does not open when a bit of it, the key or the context differs. When the last copy of a wrapped
 * data key is gone, so is everything that it has sealed. What was {@linkplain #sealCommitted sealed
 * to this key alone} opens under no other key, not even for who has both and chose the bytes.
 *
 * <p><b>No guarantees.</b> AES-GCM by itself does not bind to one key: who has two keys can make
 * one value of {@link #seal} that opens under both. The length of a value shows. Nothing tells an
 * old sealed value from the newest of the same context. {@link #close} overwrites the key's bytes
 * and this thread's cipher; the ciphers of other threads hold an expanded copy until they work with
 * another key.
 *
 * <p>Safe for threads; sealing many small values with one key from many threads is its fast path.
 * The spec of its form is NIST SP 800-38D; with random IVs a key seals 2^32 values at most (section
 * 8.3), and refuses more.
 */
public final class DataKey implements AutoCloseable {
  /** How many values an instance seals; the same key in several processes shares this budget. */
  public static final long MAX_SEALS = 1L << 32;

  private static final byte[] SEAL_DOMAIN = domain("tallystick/seal/v1");
  private static final byte[] COMMITTED_DOMAIN = domain("tallystick/seal/v2");
  private static final byte[] MAC_DOMAIN = domain("tallystick/mac/v1");
  private static final byte[] PLACED_MAC_DOMAIN = domain("tallystick/mac/v2");

  private final Secret secret;
  private final AtomicLong seals;
  private volatile @Nullable DerivedKeys derived;

  private DataKey(Secret secret, long seals) {
    this.secret = secret;
    this.seals = new AtomicLong(seals);
  }

  /** A new random key. */
  public static DataKey draw() {
    return of(Secret.draw(new SecureRandom()));
  }

  static DataKey of(Secret secret) {
    return new DataKey(secret, 0);
  }

  /** A key that has been used before, for tests of its limit. */
  static DataKey of(Secret secret, long seals) {
    return new DataKey(secret, seals);
  }

  /**
   * Seals {@code plaintext} for {@code context}; twice the same gives two different values.
   *
   * @throws KeyClosedException if this key is closed
   * @throws IllegalStateException if this key has sealed {@link #MAX_SEALS} values
   */
  public SealedValue seal(byte[] plaintext, SealingContext context) {
    countSeal();
    byte[] sealed = new byte[plaintext.length + SealedValue.OVERHEAD];
    sealed[0] = SealedValue.VERSION;
    Gcm.ofThread().seal(secret, SEAL_DOMAIN, context.encoded(), plaintext, sealed, 1);
    return SealedValue.takeOwnershipOf(sealed);
  }

  /**
   * Seals {@code plaintext} for {@code context}, to this key alone: by a key derived from it,
   * beside a commitment that no other key has.
   *
   * @throws KeyClosedException if this key is closed
   * @throws IllegalStateException if this key has sealed {@link #MAX_SEALS} values
   */
  public SealedValue sealCommitted(byte[] plaintext, SealingContext context) {
    countSeal();
    byte[] sealed = new byte[plaintext.length + SealedValue.COMMITTED_OVERHEAD];
    sealed[0] = SealedValue.COMMITTED;
    DerivedKeys keys = derived();
    keys.commitInto(sealed, 1);
    Gcm.ofThread()
        .seal(
            keys.sealing(),
            COMMITTED_DOMAIN,
            context.encoded(),
            plaintext,
            sealed,
            1 + DerivedKeys.COMMITMENT_SIZE);
    return SealedValue.takeOwnershipOf(sealed);
  }

  /**
   * 32 bytes that this key commits to itself with: no other key has them, and they tell nothing of
   * it.
   *
   * @throws KeyClosedException if this key is closed
   */
  public byte[] commitment() {
    return derived().commitment();
  }

  private void countSeal() {
    if (seals.getAndIncrement() >= MAX_SEALS) {
      seals.decrementAndGet();
      throw new IllegalStateException("the data key has sealed 2^32 values; draw a new one");
    }
  }

  private DerivedKeys derived() {
    DerivedKeys known = derived;
    if (known != null) {
      return known;
    }
    DerivedKeys fresh = DerivedKeys.of(secret);
    derived = fresh;
    if (secret.isDestroyed()) {
      // Closed meanwhile, by who did not see what was derived.
      fresh.close();
      throw new KeyClosedException();
    }
    return fresh;
  }

  /**
   * Opens what {@link #seal} or {@link #sealCommitted} has sealed for the same context.
   *
   * @throws SealBrokenException if it was changed, or sealed by another key or for another context
   * @throws KeyClosedException if this key is closed
   */
  public byte[] open(SealedValue sealed, SealingContext context) throws SealBrokenException {
    byte[] bytes = sealed.bytes();
    if (bytes.length >= SealedValue.COMMITTED_OVERHEAD && bytes[0] == SealedValue.COMMITTED) {
      return openCommitted(bytes, context);
    }
    if (bytes.length < SealedValue.OVERHEAD || bytes[0] != SealedValue.VERSION) {
      throw new SealBrokenException("not a sealed value of version 1 or 2");
    }
    return Gcm.ofThread().open(secret, SEAL_DOMAIN, context.encoded(), bytes, 1, bytes.length - 1);
  }

  private byte[] openCommitted(byte[] bytes, SealingContext context) throws SealBrokenException {
    DerivedKeys keys = derived();
    if (!keys.isCommitment(bytes, 1)) {
      throw new SealBrokenException("changed, or of another key");
    }
    int at = 1 + DerivedKeys.COMMITMENT_SIZE;
    return Gcm.ofThread()
        .open(keys.sealing(), COMMITTED_DOMAIN, context.encoded(), bytes, at, bytes.length - at);
  }

  /**
   * HMAC-SHA-256 of {@code message}, under a key that is derived from this one: 32 bytes that
   * nobody without the key can predict, and the same each time.
   *
   * @throws KeyClosedException if this key is closed
   */
  public byte[] mac(byte[] message) {
    return macUnderKeyOf(message, MAC_DOMAIN);
  }

  /**
   * HMAC-SHA-256 of {@code message}, under a key of {@code context}'s own: the first block of
   * HKDF-Expand (RFC 5869, section 2.3) with a label and the context as its info. So the same
   * message has unrelated digests in two contexts.
   *
   * @throws KeyClosedException if this key is closed
   */
  public byte[] mac(SealingContext context, byte[] message) {
    return macUnderKeyOf(message, PLACED_MAC_DOMAIN, context.encoded(), new byte[] {1});
  }

  private byte[] macUnderKeyOf(byte[] message, byte[]... info) {
    secret.enter();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      for (byte[] part : info) {
        mac.update(part);
      }
      Secret derived = Secret.takeOwnershipOf(mac.doFinal());
      try (derived) {
        mac.init(derived);
        return mac.doFinal(message);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA-256", e);
    } finally {
      secret.leave();
    }
  }

  Secret secret() {
    return secret;
  }

  private static byte[] domain(String name) {
    return (name + '\0').getBytes(StandardCharsets.US_ASCII);
  }

  /** Overwrites the key; whatever is under way still ends. Closing twice does nothing. */
  @Override
  public void close() {
    secret.close();
    DerivedKeys known = derived;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
