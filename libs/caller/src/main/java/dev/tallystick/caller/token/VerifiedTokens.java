package dev.tallystick.caller.token;

import dev.tallystick.tlog.Hash;
import io.quarkus.security.identity.SecurityIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Identities of bearer tokens whose signature, audience and times were checked at most {@link
 * #TRUST_MILLIS} ago.
 *
 * <p>Guarantee: an identity is given out only for the very same {@code Authorization} header, and
 * never after the token has expired. Non-guarantee: a session that is ended at the provider, or a
 * role taken away, is noticed up to {@link #TRUST_MILLIS} later (access tokens, checked offline,
 * have that delay until they expire anyway).
 *
 * <p>Holds the header's SHA-256, not the token. Thread-safe.
 */
final class VerifiedTokens {
  /** How long a verified token is taken on trust, in milliseconds. */
  static final long TRUST_MILLIS = 60_000;

  private static final int MAX_TOKENS = 10_000;

  private static final class Verified {
    final SecurityIdentity identity;
    final long untilMillis;

    Verified(SecurityIdentity identity, long untilMillis) {
      this.identity = identity;
      this.untilMillis = untilMillis;
    }
  }

  private final ConcurrentHashMap<Hash, Verified> tokens = new ConcurrentHashMap<>();
  private final Clock clock;

  VerifiedTokens(Clock clock) {
    this.clock = clock;
  }

  Optional<SecurityIdentity> find(String authorization) {
    Verified verified = tokens.get(key(authorization));
    return verified != null && clock.millis() < verified.untilMillis
        ? Optional.of(verified.identity)
        : Optional.empty();
  }

  /**
   * Remembers an identity.
   *
   * @param expiresSeconds the token's {@code exp}, Unix seconds
   */
  void remember(String authorization, SecurityIdentity identity, long expiresSeconds) {
    if (tokens.size() >= MAX_TOKENS) {
      tokens.clear();
    }
    long until = Math.min(expiresSeconds * 1000, clock.millis() + TRUST_MILLIS);
    tokens.put(key(authorization), new Verified(identity, until));
  }

  private static Hash key(String authorization) {
    return Hash.sha256(authorization.getBytes(StandardCharsets.UTF_8));
  }
}
