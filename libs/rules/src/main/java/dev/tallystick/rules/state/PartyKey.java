package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;

/**
 * A party's public key.
 *
 * @param use {@code SIGN} or {@code ENCRYPT}
 * @param validToMillis the first millisecond at which it is no longer valid
 * @param enrolled whether a code of the regulator let it in, and no key before it
 */
public record PartyKey(
    String use,
    String thumbprint,
    JsonObject jwk,
    long validFromMillis,
    long validToMillis,
    boolean revoked,
    boolean enrolled,
    long index) {

  /** Whether it may be used at a time. */
  public boolean isValidAt(long millis) {
    return !revoked && validFromMillis <= millis && millis < validToMillis;
  }

  PartyKey revoke() {
    return new PartyKey(
        use, thumbprint, jwk, validFromMillis, validToMillis, true, enrolled, index);
  }
}
