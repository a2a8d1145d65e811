package dev.tallystick.rules.pack;

import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * The packs at hand, by the hash of their bytes, and the family by whose rules this instance
 * decides.
 *
 * <p>Implementations give the same pack for a digest for ever; a pack may be added at any time.
 */
public interface PackShelf {
  /** A shelf without packs. */
  PackShelf EMPTY = digest -> Optional.empty();

  /** The pack of a digest, if it is here. */
  Optional<Pack> find(Hash digest);

  /** The family whose packs replace each other here; its guard is {@code pack/<family>}. */
  default String family() {
    return "cn";
  }
}
