package dev.tallystick.vault.keystore;

import java.util.List;

/** Rotations, the latest first. */
record RotationsJson(List<RotationJson> rotations) {
  static RotationsJson of(List<Rotation> rotations) {
    return new RotationsJson(rotations.stream().map(RotationJson::of).toList());
  }
}
