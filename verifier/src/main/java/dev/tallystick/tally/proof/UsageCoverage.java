package dev.tallystick.tally.proof;

import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    UsageAnswer first = pages.get(0).answer();
    long missing = 0;
    for (UsageList list : first.lists()) {
      boolean isBulk = first.bulkReads().filter(list::equals).isPresent();
      List<ListedEntry> shown = shown(list, pages);
      boolean isDeepEnough = isBulk && beginsBefore(shown, oldest(first, pages));
      missing += missing(list, isDeepEnough ? list.count() : known(known, list), shown);
    }
    // Only an answer to a cursor, or to an earlier answer, proves that it extends another.
    boolean isFirst = earlier.isPresent() || first.consistency().isEmpty();
    boolean isLast = pages.get(pages.size() - 1).answer().next().isEmpty();
    return new UsageCoverage(missing, isFirst && isLast);
  }

  private static long known(Map<Hash, Long> known, UsageList list) {
    return known.getOrDefault(list.label(), 0L);
  }

  private static List<ListedEntry> shown(UsageList list, List<UsagePage> pages) {
    return pages.stream()
        .flatMap(page -> page.answer().lists().stream())
        .filter(shown -> shown.label().equals(list.label()))
        .flatMap(shown -> shown.entries().stream())
        .toList();
  }

  /** The first entry that the answer shows of the person; none is later than the end of any log. */
  private static long oldest(UsageAnswer first, List<UsagePage> pages) {
    return Stream.concat(Stream.of(first.own()), first.linked().stream())
        .flatMap(list -> shown(list, pages).stream())
        .mapToLong(entry -> entry.logged().index())
        .min()
        .orElse(0);
  }

  /** What was read in bulk before the person had an entry concerns nobody here. */
  private static boolean beginsBefore(List<ListedEntry> reads, long index) {
    return !reads.isEmpty() && reads.get(reads.size() - 1).logged().index() < index;
  }

  private static long missing(UsageList list, long known, List<ListedEntry> shown) {
    if (shown.isEmpty()) {
      return Math.max(0, list.count() - known);
    }
    long above = list.count() - 1 - shown.get(0).listIndex();
    long below = Math.max(0, shown.get(shown.size() - 1).listIndex() - known);
    return above + below;
  }

  boolean isComplete() {
    return missing == 0;
  }
}
