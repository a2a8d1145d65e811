package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.LineageIndex;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks from a release to what it was made from and to what was made of it, generation by
 * generation, as far as the reader may see.
 *
 * <p>A release's own body names its parents, so whoever may read it is told them and between whom
 * they were, without what was paid for them. Beyond that, and downwards, a reader is told only what
 * is filed under them: a platform does not learn to which lender its data went on. What they may
 * not see ends the walk there, without a trace. Blocks on the database; thread-safe.
 */
public final class ReleaseLineage {
  /** The most releases that are told in either direction. */
  static final int MAX_RELATED = 500;

  private static final int MAX_GENERATIONS = 16;

  private final ReleaseIndex releases;
  private final LineageIndex lineage;
  private final IdentityLinks links;

  /** Walks the service's own index. */
  public ReleaseLineage(ReleaseIndex releases, LineageIndex lineage, IdentityLinks links) {
    this.releases = releases;
    this.lineage = lineage;
    this.links = links;
  }

  /** The person with this token, and with those linked to it in the first entries of the log. */
  Reader.Person person(String token, long size) {
    Hash label = EventLabels.ofSubject(token);
    Set<Hash> own = new HashSet<>(links.linkedTo(label, size));
    own.add(label);
    return new Reader.Person(own);
  }

  /**
   * A release that is related to the one asked for.
   *
   * @param distance 1 for its parents and children, 2 for theirs …
   * @param isReaders whether it is filed under the reader; otherwise they know it by name only
   */
  record Related(IndexedRelease release, int distance, boolean isReaders) {}

  /** The release of this event. */
  Optional<IndexedRelease> find(EventId event) {
    return releases.find(event);
  }

  /** The release with this {@code rel_} id. */
  Optional<IndexedRelease> find(String releaseId) {
    return releases.find(releaseId);
  }

  /** Ancestors, nearest first. */
  List<Related> up(IndexedRelease start, Reader reader) {
    ReleaseReader of = new ReleaseReader(reader);
    List<Related> found = new ArrayList<>();
    Set<EventId> seen = new HashSet<>(Set.of(start.event()));
    List<IndexedRelease> generation = List.of(start);
    for (int distance = 1; distance <= MAX_GENERATIONS && !generation.isEmpty(); distance++) {
      List<IndexedRelease> readable = generation.stream().filter(of::mayRead).toList();
      generation = unseen(releases.parentsOf(ids(readable), MAX_RELATED - found.size()), seen);
      add(generation, distance, of, found);
    }
    return found;
  }

  /** Descendants, nearest first. */
  List<Related> down(IndexedRelease start, Reader reader) {
    ReleaseReader of = new ReleaseReader(reader);
    List<Related> found = new ArrayList<>();
    Set<EventId> seen = new HashSet<>(Set.of(start.event()));
    List<IndexedRelease> generation = List.of(start);
    for (int distance = 1; distance <= MAX_GENERATIONS && !generation.isEmpty(); distance++) {
      generation =
          unseen(releases.childrenOf(ids(generation), MAX_RELATED - found.size()), seen).stream()
              .filter(of::mayRead)
              .toList();
      add(generation, distance, of, found);
    }
    return found;
  }

  /**
   * A deposit that records came in.
   *
   * @param distance 1 for a deposit of the release asked for, one more for each generation
   */
  record Source(IndexedDeposit deposit, int distance) {}

  /** The deposits that the records of a release, and of those it was made from, came in. */
  List<Source> deposits(IndexedRelease start, List<Related> up) {
    Map<EventId, Integer> distances = new HashMap<>();
    start.deposits().forEach(deposit -> distances.put(deposit, 1));
    for (Related related : up) {
      if (related.isReaders()) {
        related
            .release()
            .deposits()
            .forEach(deposit -> distances.merge(deposit, related.distance() + 1, Math::min));
      }
    }
    return lineage.deposits(distances.keySet()).stream()
        .map(deposit -> new Source(deposit, distances.getOrDefault(deposit.event(), 1)))
        .toList();
  }

  private static void add(
      List<IndexedRelease> generation, int distance, ReleaseReader of, List<Related> found) {
    generation.forEach(release -> found.add(new Related(release, distance, of.mayRead(release))));
  }

  private static List<IndexedRelease> unseen(List<IndexedRelease> generation, Set<EventId> seen) {
    return generation.stream().filter(release -> seen.add(release.event())).toList();
  }

  private static List<EventId> ids(Collection<IndexedRelease> generation) {
    return generation.stream().map(IndexedRelease::event).toList();
  }
}
