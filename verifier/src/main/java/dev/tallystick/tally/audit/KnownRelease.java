package dev.tallystick.tally.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * What later entries are compared with of a release.
 *
 * @param index its place in the log
 * @param subject the person's token
 */
record KnownRelease(
    long index, Hash entry, String subject, String from, String to, String payloadDigest) {
  /** Returns the release that an entry is, if its body is shown. */
  static Optional<KnownRelease> of(AuditedEntry entry) {
    return entry
        .body()
        .filter(body -> entry.is("data.released"))
        .map(
            body -> {
              JsonObject data = body.data();
              return new KnownRelease(
                  entry.index(),
                  entry.entry(),
                  body.subject().orElse(""),
                  data.getString("from"),
                  data.getString("to"),
                  data.getString("payloadDigest"));
            });
  }

  /** Shows no person. */
  @Override
  public String toString() {
    return "KnownRelease[" + index + "]";
  }
}
