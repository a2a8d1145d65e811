package dev.tallystick.rules.state;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.pcollections.PSet;
import org.pcollections.PVector;

/**
 * A release as logged, with what became of it.
 *
 * @param undelivered the entries that say it never arrived
 * @param voided those of them that an acknowledgement has refuted
 * @param reversals the reversals of its fee, each with its cause if it had one
 */
public record Release(
    String event,
    long index,
    long recordedMillis,
    String step,
    String subject,
    String from,
    String to,
    String purpose,
    SortedSet<String> categories,
    List<ConsentRef> consents,
    Optional<String> product,
    Optional<Fee> fee,
    PSet<String> undelivered,
    PSet<String> voided,
    PVector<Optional<String>> reversals,
    boolean destroyed) {

  /** Whether nothing in the log says that it failed to arrive. */
  public boolean isDelivered() {
    return voided.containsAll(undelivered);
  }

  /** Whether its fee stands: it was more than nothing, and every reversal fell with its cause. */
  public boolean isCharged() {
    return fee.filter(f -> f.amount() > 0).isPresent()
        && reversals.stream().allMatch(cause -> cause.filter(voided::contains).isPresent());
  }

  Release withUndelivered(String by) {
    return after(undelivered.plus(by), voided, reversals, destroyed);
  }

  Release withVoided(String entry) {
    return after(undelivered, voided.plus(entry), reversals, destroyed);
  }

  Release withReversal(Optional<String> cause) {
    return after(undelivered, voided, reversals.plus(cause), destroyed);
  }

  Release withDestroyed() {
    return after(undelivered, voided, reversals, true);
  }

  private Release after(
      PSet<String> nextUndelivered,
      PSet<String> nextVoided,
      PVector<Optional<String>> nextReversals,
      boolean nextDestroyed) {
    return new Release(
        event,
        index,
        recordedMillis,
        step,
        subject,
        from,
        to,
        purpose,
        categories,
        consents,
        product,
        fee,
        nextUndelivered,
        nextVoided,
        nextReversals,
        nextDestroyed);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Release[" + event + "]";
  }
}
