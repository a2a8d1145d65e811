package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.tlog.Hash;

/** The model of a product and the hash of the file that defines it. */
public record Model(ModelId id, Hash manifest) {}
