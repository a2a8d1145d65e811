package dev.tallystick.audit.keychange;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The wire form of what was done with a signing key. */
@RegisterForReflection
record LogKeyChangeJson(String vkey, long index) {
  static LogKeyChangeJson of(ChangeLogKeys.Changed changed) {
    return new LogKeyChangeJson(changed.vkey(), changed.index());
  }
}
