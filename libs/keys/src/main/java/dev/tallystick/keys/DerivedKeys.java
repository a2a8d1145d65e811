package dev.tallystick.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * What is derived from a data key, by HKDF-Expand (RFC 5869, section 2.3) with SHA-256: a key that
 * seals, and a commitment to it. The data key is uniformly random, so it is the pseudorandom key of
 * section 3.3 itself.
 *
 * <p>No two data keys with one commitment can be found, since that would be a collision of
 * HMAC-SHA-256; and the commitment tells nothing of the key.
 */
final class DerivedKeys implements AutoCloseable {
  static final int COMMITMENT_SIZE = 32;

  private static final byte[] INFO = "tallystick/data-key/v2\0".getBytes(StandardCharsets.US_ASCII);

  private final Secret sealing;
  private final byte[] commitment;

  private DerivedKeys(Secret sealing, byte[] commitment) {
    this.sealing = sealing;
    this.commitment = commitment;
  }

  /** The first two blocks: T(1) seals, T(2) commits. */
  static DerivedKeys of(Secret key) {
    key.enter();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(INFO);
      byte[] first = mac.doFinal(new byte[] {1});
      mac.update(first);
      mac.update(INFO);
      byte[] second = mac.doFinal(new byte[] {2});
      return new DerivedKeys(Secret.takeOwnershipOf(first), second);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA-256", e);
    } finally {
      key.leave();
    }
  }

  /** The key that seals. */
  Secret sealing() {
    return sealing;
  }

  /** Writes the commitment into {@code out}, from {@code at} on. */
  void commitInto(byte[] out, int at) {
    System.arraycopy(commitment, 0, out, at, COMMITMENT_SIZE);
  }

  /** Whether the 32 bytes of {@code in} from {@code at} on are the commitment. */
  boolean isCommitment(byte[] in, int at) {
    return Arrays.equals(in, at, at + COMMITMENT_SIZE, commitment, 0, COMMITMENT_SIZE);
  }

  byte[] commitment() {
    return commitment.clone();
  }

  @Override
  public void close() {
    sealing.close();
  }
}
