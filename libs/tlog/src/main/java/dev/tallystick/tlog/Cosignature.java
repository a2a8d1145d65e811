package dev.tallystick.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The verified statement of a witness: at this time, the checkpoint was the largest one it had seen
 * of the log, and consistent with all before (c2sp.org/tlog-cosignature, Ed25519, type 0x04).
 *
 * @param key the witness's key
 * @param time when it cosigned, by its own clock, in POSIX seconds
 */
public record Cosignature(VerifierKey key, long time) {
  private static final int SIZE = Long.BYTES + JdkEd25519.SIGNATURE_SIZE;

  /** Refuses times that the format cannot hold, and keys that make no cosignatures. */
  public Cosignature {
    if (key.type() != SignatureType.COSIGNATURE_V1) {
      throw new IllegalArgumentException("a key of type " + key.type() + " does not cosign");
    }
    requireTime(time);
  }

  /** Returns the bytes that a witness signs for a checkpoint body at a time. */
  static byte[] message(long time, String body) {
    return NoteText.utf8("cosignature/v1\ntime " + time + "\n" + body);
  }

  /** Returns what follows the key id on the signature line: the time and the signature. */
  static byte[] bytes(long time, byte[] signature) {
    requireTime(time);
    return ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array();
  }

  /** Reads the time of a cosignature that has been verified. */
  static Cosignature of(VerifierKey key, NoteSignature verified) {
    return new Cosignature(key, ByteBuffer.wrap(verified.bytes()).getLong());
  }

  static boolean verifies(
      VerifierKey key, Ed25519Verification verification, String body, byte[] bytes) {
    if (bytes.length != SIZE) {
      return false;
    }
    long time = ByteBuffer.wrap(bytes).getLong();
    return time >= 0
        && verification.verifies(
            key.publicKey(), message(time, body), Arrays.copyOfRange(bytes, Long.BYTES, SIZE));
  }

  private static void requireTime(long time) {
    if (time < 0) {
      throw new IllegalArgumentException("a cosignature's time is not negative");
    }
  }
}
