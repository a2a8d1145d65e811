package dev.tallystick.rules.state;

import java.util.SortedSet;

/**
 * A licence as its authority recorded it.
 *
 * @param validToMillis the first millisecond at which it is no longer valid
 */
public record Licence(
    String id,
    String licenceNo,
    String issuer,
    SortedSet<String> scope,
    long validFromMillis,
    long validToMillis,
    boolean revoked) {

  /** Whether it is in force at a time. */
  public boolean isValidAt(long millis) {
    return !revoked && validFromMillis <= millis && millis < validToMillis;
  }

  Licence revoke() {
    return new Licence(id, licenceNo, issuer, scope, validFromMillis, validToMillis, true);
  }
}
