package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.tlog.Hash;

/** Finds the pack that an activation in the log names. */
final class PackChoice {
  private PackChoice() {}

  static Pack find(PackActivation activation, PackShelf shelf) {
    Hash digest = digest(activation);
    return shelf
        .find(digest)
        .orElseThrow(() -> new PackMissingException(activation.pack(), digest));
  }

  private static Hash digest(PackActivation activation) {
    try {
      return Hash.fromHex(activation.digest());
    } catch (IllegalArgumentException e) {
      // The log checks the form; were it ever otherwise, no shelf could have the pack.
      throw new PackMissingException(activation.pack(), Hash.sha256());
    }
  }
}
