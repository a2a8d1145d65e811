package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;

/**
 * A party's public key.
 *
 * @param use {@code SIGN} or {@code ENCRYPT}
 * @param validToMillis the first millisecond at which it is no longer valid
 */
public record PartyKey(
    String use,
    String thumbprint,
    JsonObject jwk,
    long validFromMillis,
    long validToMillis,
    boolean revoked,
    long index) {

  /** Whether it may be used at a time. */
  public boolean isValidAt(long millis) {
    return !revoked && validFromMillis <= millis && millis < validToMillis;
  }

  PartyKey revoke() {
    return new PartyKey(use, thumbprint, jwk, validFromMillis, validToMillis, true, index);
  }
}
