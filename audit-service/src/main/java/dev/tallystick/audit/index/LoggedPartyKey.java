package dev.tallystick.audit.index;

import dev.tallystick.keys.VerificationKey;

/**
 * A signing key of a party as the log has it registered.
 *
 * @param thumbprint the key's id in signatures
 * @param validFromMillis the first millisecond at which it counts
 * @param validToMillis the first at which it does not any more
 * @param registeredIndex where in the log it was registered
 * @param isRevoked whether the log has a later revocation
 */
public record LoggedPartyKey(
    String thumbprint,
    VerificationKey key,
    long validFromMillis,
    long validToMillis,
    long registeredIndex,
    boolean isRevoked) {

  /** Whether signatures by it are accepted at this time. */
  public boolean isValidAt(long millis) {
    return !isRevoked && validFromMillis <= millis && millis < validToMillis;
  }

  LoggedPartyKey revoked() {
    return new LoggedPartyKey(
        thumbprint, key, validFromMillis, validToMillis, registeredIndex, /* isRevoked= */ true);
  }
}
