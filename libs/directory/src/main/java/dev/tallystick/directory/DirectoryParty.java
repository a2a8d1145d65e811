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
 * @param agreements the ids of those that it is a side of and that are in force
 */
public record DirectoryParty(
    String id,
    String role,
    boolean suspended,
    List<SigningKey> signingKeys,
    List<SealingKey> sealingKeys,
    Set<String> agreements) {
  /** Keeps its own copies. */
  public DirectoryParty {
    signingKeys = List.copyOf(signingKeys);
    sealingKeys = List.copyOf(sealingKeys);
    agreements = Set.copyOf(agreements);
  }

  /**
   * A key that payloads are sealed to, by its thumbprint, and the time in which they may be.
   *
   * @param validTo the first instant at which they may no more
   */
  public record SealingKey(String keyId, Instant validFrom, Instant validTo) {}

  /** Whether payloads that are sealed to this key may be handed to the party at this time. */
  public boolean opensWith(String keyId, Instant time) {
    return sealingKeys.stream()
        .anyMatch(
            key ->
                key.keyId().equals(keyId)
                    && !time.isBefore(key.validFrom())
                    && time.isBefore(key.validTo()));
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
