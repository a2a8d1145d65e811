package dev.tallystick.vault.keystore;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rotations, the latest first. */
@Schema(name = "KeyRotations")
record RotationsJson(List<RotationJson> rotations) {
  static RotationsJson of(List<Rotation> rotations) {
    return new RotationsJson(rotations.stream().map(RotationJson::of).toList());
  }
}
