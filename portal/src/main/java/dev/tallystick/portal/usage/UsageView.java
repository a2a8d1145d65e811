package dev.tallystick.portal.usage;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Optional;

/**
 * The list as a page shows it.
 *
 * @param days the uses, newest first, by day
 * @param news how much is new since the last visit; empty on the first, and for a part of the list
 * @param seal what was found when the list was checked
 * @param next the address of the page with earlier ones
 */
@TemplateData
public record UsageView(List<Day> days, Optional<String> news, Seal seal, Optional<String> next) {
  /** Copies the list. */
  public UsageView {
    days = List.copyOf(days);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return days.isEmpty();
  }

  /** A day with what happened on it, newest first. */
  public record Day(String heading, List<Use> uses) {
    /** Copies the list. */
    public Day {
      uses = List.copyOf(uses);
    }

    /** The uses as lines: what repeats in the same words is one. */
    public List<UseLine> lines() {
      return UseLine.of(uses);
    }
  }

  /** A party or purpose that can be chosen. */
  public record Choice(String code, String name, boolean chosen) {}
}
