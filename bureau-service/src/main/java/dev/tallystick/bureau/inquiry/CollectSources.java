package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.source.Sources;
import dev.tallystick.directory.decision.Ruling;
import jakarta.inject.Singleton;

/** Has platforms release to the bureau what a report is made of. */
@Singleton
final class CollectSources {
  private final Sources sources;

  CollectSources(Sources sources) {
    this.sources = sources;
  }

  /** What platforms release of what the first decision permits. */
  Sourced ask(Started run, Ruling.Permit quoted) {
    return sources
        .ask(
            run.bureau(),
            run.inquiry(),
            quoted.categories(),
            // Of this run: another run under the same key is another request to the vault.
            run.attempt().toString())
        .without(quoted.omitted());
  }
}
