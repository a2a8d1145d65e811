package dev.tallystick.keys;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that a recipient has, by their key id: the one in use, and older ones. */
@FunctionalInterface
public interface DecryptionKeys {

  /** The recipient's key of this id. */
  Optional<DecryptionKey> find(String keyId);

  /** Has exactly these. */
  static DecryptionKeys of(DecryptionKey... keys) {
    Map<String, DecryptionKey> byId =
        Stream.of(keys)
            .collect(Collectors.toMap(DecryptionKey::keyId, Function.identity(), (a, b) -> a));
    return keyId -> Optional.ofNullable(byId.get(keyId));
  }
}
