package dev.tallystick.vault.deposit;

import dev.tallystick.vault.identifier.IdentifierKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells whether a retry sends the same chunk. Of a line that is prohibited, or cannot be told from
 * a prohibited one, only the place counts: its content reaches no hash. The result is keyed, since
 * records can be guessed.
 */
final class Fingerprint {
  private final MessageDigest lines;

  Fingerprint() {
    try {
      lines = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  void add(byte[] line, LineOutcome outcome) {
    if (outcome instanceof LineOutcome.Refused refused && !refused.legible()) {
      lines.update("\u0000".getBytes(StandardCharsets.US_ASCII));
    } else {
      lines.update(line);
    }
    lines.update((byte) '\n');
  }

  byte[] end(IdentifierKey key, String agreement) {
    lines.update(agreement.getBytes(StandardCharsets.UTF_8));
    return key.digest("import", lines.digest());
  }
}
