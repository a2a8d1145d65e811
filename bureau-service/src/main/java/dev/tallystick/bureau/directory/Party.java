package dev.tallystick.bureau.directory;

import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A registered party.
 *
 * @param role empty for a service of the suite
 * @param signingKeys its signing keys that are valid now
 */
public record Party(String id, String role, boolean suspended, List<VerificationKey> signingKeys) {
  /** Keeps its own copy of the keys. */
  public Party {
    signingKeys = List.copyOf(signingKeys);
  }

  /** The keys that verify what the party says. */
  public VerificationKeys keys() {
    return VerificationKeys.of(signingKeys.toArray(VerificationKey[]::new));
  }

  /** The ids of those keys. */
  public Set<String> keyIds() {
    return signingKeys.stream().map(VerificationKey::keyId).collect(Collectors.toUnmodifiableSet());
  }
}
