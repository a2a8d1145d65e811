package dev.tallystick.portal.usage;

import java.util.List;
import java.util.Optional;

/**
 * The list as a page shows it.
 *
 * @param days the uses, newest first, by day
 * @param seal what was found when the list was checked
 * @param next the address of the page with earlier ones
 */
public record UsageView(List<Day> days, Seal seal, Optional<String> next) {
  /** Copies the list. */
  public UsageView {
    days = List.copyOf(days);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  /** A day with what happened on it. */
  public record Day(String heading, List<Use> uses) {
    /** Copies the list. */
    public Day {
      uses = List.copyOf(uses);
    }
  }

  /** A party or purpose that can be chosen. */
  public record Choice(String code, String name, boolean chosen) {}
}
