package dev.tallystick.bureau.selfreport;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which report of the year another one would be: counted by person, under all tokens that are
 * theirs. What the count rests on goes into the entry, so that the log takes none that is wrong: a
 * report that came before it, under any of the tokens, or a link.
 */
@Singleton
class PlaceSelfReport {
  private final PersonLinkRepository links;
  private final SelfReportRepository reports;

  PlaceSelfReport(PersonLinkRepository links, SelfReportRepository reports) {
    this.links = links;
    this.reports = reports;
  }

  DraftSelfReport.Place next(SelfReportAsk ask, int year) {
    SortedMap<String, Long> person = links.personOf(ask.bureau(), ask.person());
    SelfReportRepository.Counts counts = reports.counts(ask.bureau(), person.keySet(), year);
    Map<String, Long> guards = new TreeMap<>();
    person.forEach((label, entries) -> guards.put("identity/" + label, entries));
    counts.ever().forEach((label, count) -> guards.put(ask.guard(label), count));
    return new DraftSelfReport.Place(guards, year, counts.inYear() + 1);
  }
}
