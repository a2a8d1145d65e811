package dev.tallystick.audit.key;

import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;

/**
 * By whose signatures a checkpoint is accepted, in the form of c2sp.org/tlog-policy. Until
 * witnesses are configured it names the log alone and asks for no quorum, and says so.
 *
 * @param text the file, as served and as verifiers keep it
 */
public record Policy(String text) {

  static Policy withoutWitnesses(String vkey) {
    return new Policy("log " + vkey + "\nquorum none\n");
  }

  /**
   * SHA-256 of the text; receipts carry it, so that a verifier notices another policy than its own.
   */
  public Hash hash() {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
