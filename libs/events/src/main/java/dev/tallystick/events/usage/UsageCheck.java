package dev.tallystick.events.usage;

import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks usage answers offline, as {@code docs/spec/usage-answer.md} says (sections 3 to 6). The
 * signatures of the checkpoints are the caller's to verify, before.
 *
 * <p>Every check is made on its own, so one flaw does not hide another.
 */
public final class UsageCheck {
  private final Optional<UsageOwner> owner;
  private final List<UsageFinding> findings = new ArrayList<>();
  private final SortedSet<String> unknownTypes = new TreeSet<>();

  private UsageCheck(Optional<UsageOwner> owner) {
    this.owner = owner;
  }

  /**
   * Checks the pages of one answer.
   *
   * @param pages in the order in which they were turned, at least one
   * @param previous the first page of an earlier answer that was checked, which this one must
   *     extend
   * @param owner whose answer it must be; without, it shows only that it agrees with itself
   */
  public static UsageVerdict check(
      List<UsagePage> pages, Optional<UsagePage> previous, Optional<UsageOwner> owner) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("an answer has a page");
    }
    return new UsageCheck(owner).check(pages, previous);
  }

  private UsageVerdict check(List<UsagePage> pages, Optional<UsagePage> previous) {
    for (int i = 0; i < pages.size(); i++) {
      UsagePageCheck page = new UsagePageCheck(pages.get(i), owner.map(UsageOwner::label));
      add(page.findings(), pages, i);
      unknownTypes.addAll(page.unknownTypes());
    }
    UsageLinks links = new UsageLinks(pages);
    previous.ifPresent(
        before -> add(UsageGrowth.check(before, pages.get(0), links.isUnlinked()), pages, 0));
    for (int i = 1; i < pages.size(); i++) {
      add(UsageGrowth.check(pages.get(i - 1), pages.get(i), links.isUnlinked()), pages, i);
    }
    long shown = shown(pages);
    UsageAnswer first = pages.get(0).answer();
    long count = first.own().count() + first.linked().stream().mapToLong(UsageList::count).sum();
    if (owner.flatMap(UsageOwner::token).isPresent() && count > 0 && first.bulkReads().isEmpty()) {
      findings.add(
          new UsageFinding(
              UsageFlaw.BULK_READS_MISSING,
              "bulkReads",
              "%d entries, and no list".formatted(count)));
    }
    if (shown == count) {
      owner.flatMap(UsageOwner::token).ifPresent(token -> findings.addAll(links.check(token)));
    }
    Optional<IndexRoot> root = pages.get(0).indexRoot();
    return new UsageVerdict(
        findings,
        unknownTypes,
        root.map(IndexRoot::number).orElse(0L),
        root.map(IndexRoot::coveredSize).orElse(0L),
        shown,
        count,
        UsageBulkReads.of(pages));
  }

  private void add(List<UsageFinding> found, List<UsagePage> pages, int page) {
    for (UsageFinding finding : found) {
      findings.add(pages.size() == 1 ? finding : finding.onPage(page + 1));
    }
  }

  /** Counts the places shown of the person's or party's lists; refuses gaps in any list. */
  private long shown(List<UsagePage> pages) {
    Map<Hash, Long> nextPlace = new HashMap<>();
    for (UsageList list : pages.get(0).answer().lists()) {
      nextPlace.put(list.label(), list.count());
    }
    long shown = 0;
    for (int i = 0; i < pages.size(); i++) {
      List<UsageList> lists = pages.get(i).answer().lists();
      for (int j = 0; j < lists.size(); j++) {
        UsageList list = lists.get(j);
        Long expected = nextPlace.get(list.label());
        if (expected == null || list.entries().isEmpty()) {
          continue;
        }
        long first = list.entries().get(0).listIndex();
        // A first page that begins further down shows less than the whole, and nothing wrong.
        if (i > 0 && first != expected - 1) {
          String detail = "place %d comes where %d is next".formatted(first, expected - 1);
          add(
              List.of(
                  new UsageFinding(
                      UsageFlaw.PAGES_WITH_A_GAP, pages.get(i).answer().where(j), detail)),
              pages,
              i);
        }
        shown += pages.get(i).answer().isPersonal(j) ? list.entries().size() : 0;
        nextPlace.put(list.label(), list.entries().get(list.entries().size() - 1).listIndex());
      }
    }
    return shown;
  }
}
