package dev.tallystick.party.account;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ReleaseFee;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has become of the fee of one release. It stands while every reversal names a cause that an
 * acknowledgement has voided, in whatever order the log has them.
 *
 * @param priced whether there was anything to charge
 * @param reversals the causes of its reversals, each as far as it has one
 * @param voided the entries that an acknowledgement has voided
 */
public record FeeFate(boolean priced, List<Optional<EventId>> reversals, Set<EventId> voided) {
  /** Keeps its own copies. */
  public FeeFate {
    reversals = List.copyOf(reversals);
    voided = Set.copyOf(voided);
  }

  /** The fate of a fee that was charged just now. */
  public static FeeFate of(ReleaseFee fee) {
    return new FeeFate(fee.amount() > 0, List.of(), Set.of());
  }

  /** Whether the fee is owed. */
  public boolean stands() {
    return priced
        && reversals.stream().allMatch(cause -> cause.filter(voided::contains).isPresent());
  }

  /** After a {@code fee.reversed}. */
  public FeeFate reversed(Optional<EventId> cause) {
    List<Optional<EventId>> more = new ArrayList<>(reversals);
    more.add(cause);
    return new FeeFate(priced, more, voided);
  }

  /** After an acknowledgement that voids an entry. */
  public FeeFate voided(EventId entry) {
    Set<EventId> more = new HashSet<>(voided);
    more.add(entry);
    return new FeeFate(priced, reversals, more);
  }

  /** What the entry has done that led from this to the next; nothing if the debt is the same. */
  public Optional<FeeMove> moveTo(FeeFate next) {
    if (stands() == next.stands()) {
      return Optional.empty();
    }
    return Optional.of(next.stands() ? FeeMove.RESTORED : FeeMove.REVERSED);
  }
}
