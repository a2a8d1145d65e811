package dev.tallystick.audit.board;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On which days bureaus sold reports.
 *
 * @param sold by day and bureau
 * @param first the first day on which a bureau ever sold one
 */
record SoldDays(Map<LocalDate, Map<String, Long>> sold, Map<String, LocalDate> first) {
  SoldDays {
    sold = Map.copyOf(sold);
    first = Map.copyOf(first);
  }

  /** How many reports a bureau sold on a day. */
  record Sold(BoardDay day, long reports) {}

  static SoldDays of(Collection<Sold> sold, Collection<BoardDay> firsts) {
    Map<LocalDate, Map<String, Long>> days = new HashMap<>();
    for (Sold one : sold) {
      days.computeIfAbsent(one.day().day(), day -> new HashMap<>())
          .put(one.day().bureau(), one.reports());
    }
    Map<String, LocalDate> first = new HashMap<>();
    firsts.forEach(one -> first.put(one.bureau(), one.day()));
    return new SoldDays(days, first);
  }

  /** The bureaus that have ever sold a report. */
  List<String> bureaus() {
    return first.keySet().stream().sorted().toList();
  }

  /**
   * On how many days of a month a bureau sold nothing while the others sold {@value
   * BoardCounts#FEWEST_CASES} or more. Days before its first sale do not count, nor does the day
   * that is not over.
   *
   * @param month as 202612
   * @param today the day that is not over
   */
  long quiet(String bureau, int month, LocalDate today) {
    LocalDate from = first.get(bureau);
    if (from == null) {
      return 0;
    }
    return sold.entrySet().stream()
        .filter(day -> day.getKey().getYear() * 100 + day.getKey().getMonthValue() == month)
        .filter(day -> day.getKey().isAfter(from) && day.getKey().isBefore(today))
        .filter(day -> !day.getValue().containsKey(bureau))
        .filter(
            day ->
                day.getValue().values().stream().mapToLong(Long::longValue).sum()
                    >= BoardCounts.FEWEST_CASES)
        .count();
  }

  /** Whether a bureau had sold a report by the end of a month. */
  boolean isThereBy(String bureau, int month) {
    LocalDate from = first.get(bureau);
    return from != null && from.getYear() * 100 + from.getMonthValue() <= month;
  }
}
