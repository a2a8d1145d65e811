package dev.tallystick.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One SHA-256 digest for each thread, because making one costs more than a node of the tree. */
final class Sha256 {
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(Sha256::newDigest);

  private Sha256() {}

  /**
   * Returns this thread's digest, empty. The caller finishes with it before anything else asks for
   * one; what an exception left inside is thrown away here.
   */
  static MessageDigest start() {
    MessageDigest digest = DIGEST.get();
    digest.reset();
    return digest;
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
