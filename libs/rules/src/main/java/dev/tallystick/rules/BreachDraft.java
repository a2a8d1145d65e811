package dev.tallystick.rules;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is said of a breach, as it is handed in: any of it may be missing.
 *
 * @param kinds which data
 * @param cause what happened
 * @param harm what it may do to people
 * @param measures what was done, and what people can do
 * @param contact whom to ask
 */
public record BreachDraft(
    Set<String> kinds,
    Optional<String> cause,
    Optional<String> harm,
    Optional<String> measures,
    Optional<String> contact) {
  /** Keeps its own copy. */
  public BreachDraft {
    kinds = Set.copyOf(kinds);
  }

  /** What is not there, by the names of the members. */
  SortedSet<String> missing() {
    SortedSet<String> missing = new TreeSet<>();
    if (kinds.isEmpty()) {
      missing.add("kinds");
    }
    note(missing, "cause", cause);
    note(missing, "harm", harm);
    note(missing, "measures", measures);
    note(missing, "contact", contact);
    return missing;
  }

  private static void note(Set<String> missing, String name, Optional<String> said) {
    if (said.filter(text -> !text.isBlank()).isEmpty()) {
      missing.add(name);
    }
  }
}
