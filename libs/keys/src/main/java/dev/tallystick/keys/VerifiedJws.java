package dev.tallystick.keys;

/**
 * What a verified signature covers. Only {@link Jws#verify} makes one.
 *
 * <p>It says who signed which bytes under which type; what the bytes claim, and whether they are
 * still current, is for the reader to judge.
 */
public final class VerifiedJws {
  private final VerificationKey key;
  private final byte[] payload;

  VerifiedJws(VerificationKey key, byte[] payload) {
    this.key = key;
    this.payload = payload;
  }

  /** The key that verifies the signature. */
  public VerificationKey key() {
    return key;
  }

  /** The id of that key: the header's {@code kid}. */
  public String keyId() {
    return key.keyId();
  }

  /** A copy of the signed bytes. */
  public byte[] payload() {
    return payload.clone();
  }

  @Override
  public String toString() {
    return "VerifiedJws[" + payload.length + " bytes, by " + keyId() + "]";
  }
}
