package dev.tallystick.audit.decision;

import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.index.LoggedPartyKey;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that consent-service signs decisions with, as this log has them registered. Kept in
 * memory and read anew every {@value #FRESH_MILLIS} ms and for an id that is not known, so a new
 * key is trusted at once and a revoked one no longer after that time. Thread-safe.
 */
public final class LoggedDecisionKeys implements VerificationKeys {
  static final long FRESH_MILLIS = 1000;

  private final LoggedParties register;
  private final Clock clock;
  private volatile @Nullable Known known;

  private static final class Known {
    final Map<String, VerificationKey> keys;
    final long readMillis;

    Known(Map<String, VerificationKey> keys, long readMillis) {
      this.keys = keys;
      this.readMillis = readMillis;
    }
  }

  /** The keys in the register of this log. */
  public LoggedDecisionKeys(LoggedParties register, Clock clock) {
    this.register = register;
    this.clock = clock;
  }

  @Override
  public Optional<VerificationKey> find(String keyId) {
    Known now = known;
    if (now != null && clock.millis() - now.readMillis < FRESH_MILLIS) {
      VerificationKey key = now.keys.get(keyId);
      if (key != null) {
        return Optional.of(key);
      }
    }
    return Optional.ofNullable(read(now).get(keyId));
  }

  /** Reads the keys anew, unless another thread has done so since {@code outdated} was seen. */
  private synchronized Map<String, VerificationKey> read(@Nullable Known outdated) {
    Known newer = known;
    if (newer != null && newer != outdated) {
      return newer.keys;
    }
    long millis = clock.millis();
    Map<String, VerificationKey> keys =
        register.signingKeys(VerifiedPermit.ISSUER).stream()
            .filter(key -> key.isValidAt(millis))
            .collect(Collectors.toMap(LoggedPartyKey::thumbprint, LoggedPartyKey::key));
    known = new Known(keys, millis);
    return keys;
  }
}
