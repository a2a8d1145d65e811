package dev.tallystick.consent.pack;

import dev.tallystick.rules.pack.Pack;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A pack that has been added. */
@RegisterForReflection // inside a Response, which tells nobody its type
record PackAddedJson(String pack, int version, String digest) {
  static PackAddedJson of(Pack pack) {
    return new PackAddedJson(pack.id(), pack.version(), pack.digest().hex());
  }
}
