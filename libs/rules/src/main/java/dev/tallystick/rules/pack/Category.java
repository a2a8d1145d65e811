package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A category of records, or all below a name.
 *
 * @param purposes what it serves by default, groups resolved
 * @param everyPurpose whether it serves every purpose
 * @param derived whether it is made of other categories, so that no parent supplies it as such
 * @param retention how long a recipient may use it at most, whatever was agreed
 */
public record Category(
    String name,
    SortedSet<String> tiers,
    SortedSet<String> purposes,
    boolean everyPurpose,
    boolean derived,
    Optional<Period> retention) {

  /** Whether it serves a purpose by default. */
  public boolean serves(String purpose) {
    return everyPurpose || purposes.contains(purpose);
  }
}
