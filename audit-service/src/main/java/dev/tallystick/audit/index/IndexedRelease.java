package dev.tallystick.audit.index;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A release as the index has it: who gave to whom, not what about whom.
 *
 * @param releaseId the {@code rel_} id
 * @param subjectLabel the label of the person; not their token
 * @param parents the releases it was made from
 * @param fee absent except for what was sold
 * @param acknowledged by which entry the recipient has confirmed it
 * @param undelivered by which entry the releaser has given it up
 */
public record IndexedRelease(
    EventId event,
    String releaseId,
    long index,
    Hash entry,
    long recordedMillis,
    String step,
    String from,
    String to,
    Hash subjectLabel,
    Hash payloadDigest,
    List<EventId> parents,
    Optional<String> product,
    Optional<Fee> fee,
    Optional<Outcome> acknowledged,
    Optional<Outcome> undelivered) {

  /** What was charged, as the entry says. */
  public record Fee(
      long amount, String currency, String tariff, String line, Optional<EventId> dedupOf) {}

  /** An entry that says what became of a release. */
  public record Outcome(EventId event, long index, OptionalLong recordedMillis) {}

  /** Whether the party gave or received it. */
  public boolean isOf(String party) {
    return from.equals(party) || to.equals(party);
  }
}
