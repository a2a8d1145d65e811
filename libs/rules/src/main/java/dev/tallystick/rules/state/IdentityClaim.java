package dev.tallystick.rules.state;

import java.time.Duration;

/**
 * A platform's claim that two tokens are one person's, which nobody has confirmed or disputed yet.
 * It has an entry under each token; until both are there it is about nobody.
 *
 * @param other the second token; empty until its entry is there
 * @param claimedMillis when the log recorded the first of the two
 */
record IdentityClaim(String one, String other, long claimedMillis) {
  /** After this time a claim can no longer be confirmed. */
  static final long LAPSE_MILLIS = Duration.ofDays(30).toMillis();

  static IdentityClaim first(String token, long recordedMillis) {
    return new IdentityClaim(token, "", recordedMillis);
  }

  /** With the entry under its second token; a third is nobody's. */
  IdentityClaim and(String token) {
    return other.isEmpty() && !one.equals(token)
        ? new IdentityClaim(one, token, claimedMillis)
        : this;
  }

  /** Whether a link of these two tokens, recorded at this time, may rest on it. */
  boolean allows(String token, String linked, long recordedMillis) {
    boolean same =
        (one.equals(token) && other.equals(linked)) || (one.equals(linked) && other.equals(token));
    return same && !isLapsedAt(recordedMillis);
  }

  boolean isLapsedAt(long millis) {
    return millis >= claimedMillis + LAPSE_MILLIS;
  }

  /** Shows no tokens. */
  @Override
  public String toString() {
    return "IdentityClaim[redacted]";
  }
}
