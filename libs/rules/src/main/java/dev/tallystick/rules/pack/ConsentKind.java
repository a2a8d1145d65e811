package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What makes a consent of a kind.
 *
 * @param disclosers the roles that may hand over; empty if the kind has no discloser
 * @param discloserOptional whether it may go without one all the same
 * @param items what its notice must have told
 * @param separate whether it names one recipient and one purpose
 * @param forms the forms of evidence that do; empty if any does
 * @param formRule the rule that refuses another form
 * @param told what else must have been told, each with the rule that refuses its absence
 * @param limits how long it may last and what it allows may be kept
 * @param collectors the roles that may present one which they collected themselves
 */
public record ConsentKind(
    String kind,
    SortedSet<String> disclosers,
    boolean discloserOptional,
    SortedSet<String> recipients,
    SortedSet<String> items,
    boolean separate,
    boolean highlighted,
    SortedSet<String> forms,
    Optional<String> formRule,
    SortedMap<String, String> told,
    Limits limits,
    SortedSet<String> collectors) {

  /** The longest that a consent of a kind may last, and may let data be kept; empty if any. */
  public record Limits(Optional<Period> validity, Optional<Period> retention) {}
}
