package dev.tallystick.audit.usage;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.index.IndexSnapshot;
import dev.tallystick.audit.index.LabelIndex.Place;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.publishing.PublishedCheckpoint;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers for one label and those linked to it: a page of each list, opened to the reader, with the
 * proofs that it is right and complete (docs/spec/usage-answer.md). Blocks on the database;
 * thread-safe.
 */
public final class ProveUsage {
  private final ProvedLists lists;
  private final IdentityLinks links;
  private final PublishedCheckpoint checkpoints;
  private final ProvedEntries entries;
  private final LogPolicy policy;

  /** Answers from the service's own tables. */
  public ProveUsage(
      ProvedLists lists,
      IdentityLinks links,
      PublishedCheckpoint checkpoints,
      ProvedEntries entries,
      LogPolicy policy) {
    this.lists = lists;
    this.links = links;
    this.checkpoints = checkpoints;
    this.entries = entries;
    this.policy = policy;
  }

  /**
   * The page of a person as JSON.
   *
   * @param reader who reads, given the labels of the person
   */
  byte[] ofPerson(Hash label, Function<Set<Hash>, Reader> reader, UsageRequest request) {
    IndexSnapshot snapshot = lists.newest();
    Set<Hash> labels = new LinkedHashSet<>(Set.of(label));
    labels.addAll(links.linkedTo(label, snapshot.coveredSize()));
    return read(snapshot, labels, true, reader.apply(labels), request);
  }

  /** The page of a party as JSON. */
  byte[] ofParty(Hash label, Reader reader, UsageRequest request) {
    return read(lists.newest(), Set.of(label), false, reader, request);
  }

  /**
   * What is sought of a page of a person's lists, as JSON: each entry with its proof, and none that
   * nothing is missing.
   */
  byte[] selectOfPerson(
      Hash label, Function<Set<Hash>, Reader> reader, UsageRequest request, UsageSelection sought) {
    IndexSnapshot snapshot = lists.newest();
    Set<Hash> labels = new LinkedHashSet<>(Set.of(label));
    labels.addAll(links.linkedTo(label, snapshot.coveredSize()));
    return select(snapshot, labels, reader.apply(labels), request, sought);
  }

  /** What is sought of a page of a party's list. */
  byte[] selectOfParty(Hash label, Reader reader, UsageRequest request, UsageSelection sought) {
    return select(lists.newest(), Set.of(label), reader, request, sought);
  }

  private byte[] select(
      IndexSnapshot snapshot,
      Set<Hash> labels,
      Reader reader,
      UsageRequest request,
      UsageSelection sought) {
    List<ListPage> pages = new ArrayList<>();
    for (Hash label : labels) {
      pages.add(page(label, pages.isEmpty(), snapshot, request));
    }
    ListPage.fill(pages, request.limit());
    long old = request.old().map(UsageCursor::size).orElse(0L);
    PublishedCheckpoint.Published head =
        checkpoints.atLeast(Math.max(snapshot.root().index() + 1, old));
    List<Long> found = new ArrayList<>(entries.matching(shown(pages), sought));
    found.sort(Comparator.reverseOrder());
    boolean goesOn = pages.stream().anyMatch(page -> page.before() > 0);
    return UsageJson.selection(
        found,
        entries.read(found, head.size(), reader),
        head.note(),
        goesOn ? Optional.of(spots(head.size(), pages).toCursor()) : Optional.empty());
  }

  private byte[] read(
      IndexSnapshot snapshot,
      Set<Hash> labels,
      boolean ofPerson,
      Reader reader,
      UsageRequest request) {
    List<ListPage> pages = new ArrayList<>();
    for (Hash label : labels) {
      pages.add(page(label, pages.isEmpty(), snapshot, request));
    }
    ListPage.fill(pages, request.limit());
    List<ListPage> bulkReads = ofPerson ? bulkReads(pages, snapshot, request) : List.of();
    ListPage.fill(bulkReads, request.limit());
    long old = request.old().map(UsageCursor::size).orElse(0L);
    PublishedCheckpoint.Published head =
        checkpoints.atLeast(Math.max(snapshot.root().index() + 1, old));
    List<Long> indexes = new ArrayList<>(List.of(snapshot.root().index()));
    indexes.addAll(shown(pages));
    UsageJson json = new UsageJson(entries.read(indexes, head.size(), reader));
    json.lists(pages);
    if (!bulkReads.isEmpty()) {
      json.bulkReads(
          bulkReads.get(0), entries.read(shown(bulkReads), head.size(), new Reader.OfBulkReads()));
    }
    json.root(snapshot.root().index());
    if (old > 0) {
      json.consistency(entries.consistency(old, head.size()));
    }
    json.checkpoint(head.note(), policy.hash());
    List<ListPage> all = Stream.concat(pages.stream(), bulkReads.stream()).toList();
    UsageCursor spots = spots(head.size(), all);
    return json.end(
        spots.toSaved(),
        all.stream().anyMatch(page -> page.before() > 0)
            ? Optional.of(spots.toCursor())
            : Optional.empty());
  }

  /**
   * The list of reads in bulk, down to what was there before the person's first entry; none for a
   * person about whom there is nothing to read.
   */
  private List<ListPage> bulkReads(
      List<ListPage> pages, IndexSnapshot snapshot, UsageRequest request) {
    OptionalLong first =
        pages.stream()
            .filter(page -> page.list().count() > 0)
            .flatMap(page -> lists.page(page.list().label(), 1, 1).stream())
            .mapToLong(Place::index)
            .min();
    if (first.isEmpty()) {
      return List.of();
    }
    ListPage reads = page(EventLabels.ofBulkReads(), false, snapshot, request);
    reads.endBelow(first.getAsLong());
    return List.of(reads);
  }

  private static List<Long> shown(List<ListPage> pages) {
    return pages.stream().flatMap(page -> page.shown().stream()).map(Place::index).toList();
  }

  private ListPage page(Hash label, boolean isOwn, IndexSnapshot snapshot, UsageRequest request) {
    ProvedList list = lists.get(label, snapshot);
    Optional<UsageCursor.Spot> old = request.old().flatMap(cursor -> cursor.find(label));
    if (isOwn && request.old().isPresent() && old.isEmpty()) {
      throw AuditProblem.ofField(
          AuditProblemCode.PAGE_INVALID,
          request.cursor().isPresent() ? "cursor" : "previous",
          "is of this list");
    }
    long oldCount = old.map(UsageCursor.Spot::count).orElse(0L);
    if (oldCount > list.count()) {
      // Another replica is ahead of this one.
      throw AuditProblem.of(AuditProblemCode.INDEX_NOT_READY);
    }
    long before =
        request.cursor().isPresent() ? old.map(UsageCursor.Spot::before).orElse(0L) : list.count();
    List<Place> places = lists.page(label, before, request.limit());
    return new ListPage(
        list, oldCount == 0 ? OptionalLong.empty() : OptionalLong.of(oldCount), before, places);
  }

  private static UsageCursor spots(long size, List<ListPage> pages) {
    Map<Long, UsageCursor.Spot> spots =
        pages.stream()
            .collect(
                Collectors.toMap(
                    page -> UsageCursor.key(page.list().label()),
                    page -> new UsageCursor.Spot(page.list().count(), page.before())));
    return new UsageCursor(size, spots);
  }
}
