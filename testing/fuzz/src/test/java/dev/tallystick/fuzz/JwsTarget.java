package dev.tallystick.fuzz;

import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKeys;
import java.nio.charset.StandardCharsets;

/** Compact JWS: only what was signed verifies. */
public final class JwsTarget {
  private static final PartyKeys KEYS = PartyKeys.draw();
  private static final VerificationKeys TRUSTED =
      VerificationKeys.of(KEYS.publicKeys().verificationKey());
  private static final String TYPE = "deposit+jws";
  private static final String GENUINE =
      Jws.sign(
          KEYS.signingKey(),
          TYPE,
          "{\"iss\":\"mall-east\",\"count\":7}".getBytes(StandardCharsets.UTF_8));

  private JwsTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String token = Bent.of(GENUINE, input);
    try {
      Jws.verify(token, TYPE, TRUSTED);
      if (!token.equals(GENUINE)) {
        throw new AssertionError("a token that was not signed verifies");
      }
    } catch (InvalidJwsException e) {
      if (token.equals(GENUINE)) {
        throw new AssertionError("the genuine token does not verify", e);
      }
    }
  }
}
