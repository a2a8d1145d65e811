package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * The model of a product and the hash of the file that defines it.
 *
 * @param owner the platform whose model it is; nothing if it is the bureau's own, or ships
 */
public record Model(ModelId id, Hash manifest, Optional<String> owner) {
  /** The model of a product that no platform has a share in. */
  public Model(ModelId id, Hash manifest) {
    this(id, manifest, Optional.empty());
  }
}
