package dev.tallystick.keys;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that a verifier trusts, by their key id. Absence is an answer, not a fault. */
@FunctionalInterface
public interface VerificationKeys {

  /** The trusted key of this id. */
  Optional<VerificationKey> find(String keyId);

  /** Trusts exactly these. */
  static VerificationKeys of(VerificationKey... trusted) {
    Map<String, VerificationKey> byId =
        Stream.of(trusted)
            .collect(Collectors.toMap(VerificationKey::keyId, Function.identity(), (a, b) -> a));
    return keyId -> Optional.ofNullable(byId.get(keyId));
  }
}
