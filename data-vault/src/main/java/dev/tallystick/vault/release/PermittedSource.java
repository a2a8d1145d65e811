package dev.tallystick.vault.release;

import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.vault.record.SourceHolding;

/** A source that may release, and what the permit says. */
record PermittedSource(String source, Permit permit) {
  /** What may be released of it. */
  SourceHolding permitted() {
    return new SourceHolding(source, permit.categories());
  }
}
