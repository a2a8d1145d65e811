package dev.tallystick.fuzz;

import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.InvalidJweException;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.PartyKeys;
import java.nio.charset.StandardCharsets;

/** Compact JWE: only what was sealed opens. */
public final class JweTarget {
  private static final PartyKeys KEYS = PartyKeys.draw();
  private static final DecryptionKeys OURS = DecryptionKeys.of(KEYS.decryptionKey());
  private static final String GENUINE =
      Jwe.seal(
          "{\"v\":1}".getBytes(StandardCharsets.UTF_8),
          KEYS.publicKeys().encryptionKey(),
          "rel_1",
          "event-1");

  private JweTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String token = Bent.of(GENUINE, input);
    try {
      Jwe.open(token, OURS);
      if (!token.equals(GENUINE)) {
        throw new AssertionError("a token that was not sealed opens");
      }
    } catch (InvalidJweException e) {
      if (token.equals(GENUINE)) {
        throw new AssertionError("the genuine token does not open", e);
      }
    }
  }
}
