package dev.tallystick.vault.consent;

import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import java.time.Instant;
import java.util.List;

/** A registered party, as far as this service needs to know it. */
public record Party(String id, String role, boolean suspended, List<SigningKey> signingKeys) {
  /** A key and the time in which it may sign. */
  public record SigningKey(VerificationKey key, Instant validFrom, Instant validTo) {
    boolean isValidAt(Instant time) {
      return !time.isBefore(validFrom) && time.isBefore(validTo);
    }
  }

  /** The keys that may sign for the party at this time. */
  public VerificationKeys keysAt(Instant time) {
    return VerificationKeys.of(
        signingKeys.stream()
            .filter(key -> key.isValidAt(time))
            .map(SigningKey::key)
            .toArray(VerificationKey[]::new));
  }
}
