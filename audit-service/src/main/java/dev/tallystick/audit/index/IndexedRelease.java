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
 * @param deposits the deposits that its records came in, if it is a release of records
 * @param terms what it was sold as, from its body; the index itself does not keep them
 * @param acknowledged by which entry the recipient has confirmed it
 * @param undelivered by which entry the releaser has given it up
 * @param destroyed by which entry the recipient has destroyed what it got
 */
public record IndexedRelease(
    EventId event,
    String releaseId,
    long index,
    Hash entry,
    long recordedMillis,
    String step,
    Side from,
    Side to,
    Hash subjectLabel,
    Hash payloadDigest,
    List<EventId> parents,
    List<EventId> deposits,
    Terms terms,
    Optional<Outcome> acknowledged,
    Optional<Outcome> undelivered,
    Optional<Outcome> destroyed) {

  /**
   * One of the two parties.
   *
   * @param party its id; its label in hex if no party of this label is registered
   */
  public record Side(Hash label, String party) {}

  /**
   * What for, what was sold, for how much and about whom; nothing once the body is erased.
   *
   * @param purpose what for
   * @param endPurpose what for in the end, of a release to a bureau
   * @param made what a report was made with
   * @param subject the person's token, for the log of reads alone
   */
  public record Terms(
      Optional<String> purpose,
      Optional<String> endPurpose,
      Optional<String> product,
      Optional<Made> made,
      Optional<Fee> fee,
      Optional<String> subject) {
    static final Terms UNKNOWN =
        new Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * The model that a report was made with.
     *
     * @param owner the platform whose it is, if it is not the bureau's own
     */
    public record Made(String model, Optional<String> owner) {}

    /** Whether it was for this, in the end or at once. */
    public boolean isFor(String code) {
      return purpose.filter(code::equals).isPresent()
          || endPurpose.filter(code::equals).isPresent();
    }

    /** Shows no token. */
    @Override
    public String toString() {
      return "Terms[" + purpose + ", " + product + "]";
    }
  }

  /** What was charged, as the entry says. */
  public record Fee(
      long amount, String currency, String tariff, String line, Optional<EventId> dedupOf) {}

  /** An entry that says what became of a release. */
  public record Outcome(EventId event, long index, OptionalLong recordedMillis) {}

  IndexedRelease with(Terms known) {
    return new IndexedRelease(
        event,
        releaseId,
        index,
        entry,
        recordedMillis,
        step,
        from,
        to,
        subjectLabel,
        payloadDigest,
        parents,
        deposits,
        known,
        acknowledged,
        undelivered,
        destroyed);
  }
}
