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

  /** Whether it is known no more than by its thumbprint. */
  public boolean isForgotten() {
    return jwk.equals(JsonObject.EMPTY);
  }

  /** What is left of a key that is over: nobody may register it again. */
  PartyKey forget() {
    return new PartyKey(
        use,
        thumbprint,
        JsonObject.EMPTY,
        validFromMillis,
        validToMillis,
        revoked,
        enrolled,
        index);
  }

  PartyKey revoke() {
    return new PartyKey(
        use, thumbprint, jwk, validFromMillis, validToMillis, true, enrolled, index);
  }
}
