package dev.tallystick.directory;

import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A registered party, as far as other services need to know it.
 *
 * @param role empty for a service of the suite
 */
public record Party(String id, String role, boolean suspended, List<SigningKey> signingKeys) {
  /** Keeps its own copy of the keys. */
  public Party {
    signingKeys = List.copyOf(signingKeys);
  }

  /**
   * A key and the time in which it may sign.
   *
   * @param validTo the first instant at which it may no more
   */
  public record SigningKey(VerificationKey key, Instant validFrom, Instant validTo) {
    boolean isValidAt(Instant time) {
      return !time.isBefore(validFrom) && time.isBefore(validTo);
    }
  }

  /** The keys that may sign for the party at this time. */
  public VerificationKeys keysAt(Instant time) {
    return VerificationKeys.of(validAt(time).toArray(VerificationKey[]::new));
  }

  /** The ids of those keys. */
  public Set<String> keyIdsAt(Instant time) {
    return validAt(time).map(VerificationKey::keyId).collect(Collectors.toUnmodifiableSet());
  }

  private Stream<VerificationKey> validAt(Instant time) {
    return signingKeys.stream().filter(key -> key.isValidAt(time)).map(SigningKey::key);
  }
}
