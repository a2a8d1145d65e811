package dev.tallystick.tally.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * What later entries are compared with of a release.
 *
 * @param index its place in the log
 * @param subject the person's token
 */
record KnownRelease(
    long index, Hash entry, String subject, String from, String to, Hash payloadDigest) {
  /** Returns the release that an entry is, if its body is shown. */
  static Optional<KnownRelease> of(AuditedEntry entry) {
    return entry
        .data(DataReleased.NAME, DataReleased::read)
        .map(
            release ->
                new KnownRelease(
                    entry.index(),
                    entry.entry(),
                    entry.body().flatMap(Body::subject).orElse(""),
                    release.from(),
                    release.to(),
                    release.payloadDigest()));
  }

  /** Shows no person. */
  @Override
  public String toString() {
    return "KnownRelease[" + index + "]";
  }
}
