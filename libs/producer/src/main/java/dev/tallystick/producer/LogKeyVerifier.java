package dev.tallystick.producer;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.tlog.Ed25519Verification;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifierKey;
import java.util.Arrays;

/**
 * The log's key with our own Ed25519 behind it: every entry that is appended has its checkpoint
 * checked, and the JDK takes several times as long for a signature.
 */
final class LogKeyVerifier implements Ed25519Verification {
  private final byte[] bytes;
  private final VerificationKey key;

  private LogKeyVerifier(VerificationKey key) {
    this.bytes = key.toByteArray();
    this.key = key;
  }

  /**
   * The verifier of the key in this vkey.
   *
   * @throws IllegalStateException if it is none
   */
  static NoteVerifier parse(String vkey) {
    try {
      VerifierKey known = VerifierKey.parse(vkey);
      return NoteVerifier.of(known, new LogKeyVerifier(VerificationKey.copyOf(known.publicKey())));
    } catch (dev.tallystick.tlog.MalformedNoteKeyException | MalformedKeyException e) {
      throw new IllegalStateException("this is no verifier key: " + vkey, e);
    }
  }

  @Override
  public boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    return Arrays.equals(publicKey, bytes) && key.verifies(message, signature);
  }
}
