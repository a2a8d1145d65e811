package dev.tallystick.tally.proof;

import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which places of the lists of an answer are shown, or were proved by an earlier answer.
 *
 * @param missing how many places are neither, over all lists of the first page
 * @param claimsWhole whether the pages say that nothing comes before or after them
 */
record UsageCoverage(long missing, boolean claimsWhole) {

  /** Looks at pages whose places have been checked to follow one another. */
  static UsageCoverage of(List<UsagePage> pages, Optional<UsagePage> earlier) {
    Map<Hash, Long> known = new HashMap<>();
    earlier.ifPresent(
        page -> page.answer().lists().forEach(list -> known.put(list.label(), list.count())));
    long missing = 0;
    for (UsageList list : pages.get(0).answer().lists()) {
      missing += missing(list, known.getOrDefault(list.label(), 0L), pages);
    }
    // Only an answer to a cursor, or to an earlier answer, proves that it extends another.
    boolean isFirst = earlier.isPresent() || pages.get(0).answer().consistency().isEmpty();
    boolean isLast = pages.get(pages.size() - 1).answer().next().isEmpty();
    return new UsageCoverage(missing, isFirst && isLast);
  }

  private static long missing(UsageList list, long known, List<UsagePage> pages) {
    List<Long> places =
        pages.stream()
            .flatMap(page -> page.answer().lists().stream())
            .filter(shown -> shown.label().equals(list.label()))
            .flatMap(shown -> shown.entries().stream())
            .map(ListedEntry::listIndex)
            .toList();
    if (places.isEmpty()) {
      return Math.max(0, list.count() - known);
    }
    long above = list.count() - 1 - places.get(0);
    long below = Math.max(0, places.get(places.size() - 1) - known);
    return above + below;
  }

  boolean isComplete() {
    return missing == 0;
  }
}
