package dev.tallystick.audit.release;

import dev.tallystick.audit.index.LineageIndex;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.events.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks from releases to what they were made from, or to what was made of them, generation by
 * generation: one query each, whatever the number of releases. Ends where the reader may see no
 * further. Blocks on the database; thread-safe.
 */
public final class LineageWalk {
  /** The most releases that a walk finds. */
  static final int MAX_FOUND = 20_000;

  private static final int MAX_GENERATIONS = 16;

  private final LineageIndex lineage;

  /** Walks the service's own index. */
  public LineageWalk(LineageIndex lineage) {
    this.lineage = lineage;
  }

  /**
   * A release on the way.
   *
   * @param distance 0 for one that the walk began from
   * @param isReaders whether it is filed under the reader; otherwise they know it by name only
   */
  record Step(WalkedRelease release, int distance, boolean isReaders) {}

  /**
   * What a walk has found.
   *
   * @param complete whether that is all
   */
  record Found(List<Step> steps, boolean complete) {
    Found {
      steps = List.copyOf(steps);
    }

    /** What of it is sought. */
    Found only(LineageFilter sought) {
      return new Found(
          steps.stream().filter(step -> sought.admits(step.release())).toList(), complete);
    }

    /** The releases of the reader. */
    List<WalkedRelease> readers() {
      return steps.stream().filter(Step::isReaders).map(Step::release).toList();
    }
  }

  /** Walks from these releases, which the reader may see. */
  Found walk(List<WalkedRelease> start, LineageQuestion.Direction direction, LineageReader reader) {
    return switch (direction) {
      case DOWN -> walk(start, false, reader);
      case UP -> walk(start, true, reader);
      case BOTH -> both(walk(start, true, reader), walk(start, false, reader));
    };
  }

  private static Found both(Found up, Found down) {
    Map<EventId, Step> steps = new LinkedHashMap<>();
    up.steps().forEach(step -> steps.put(step.release().event(), step));
    down.steps().forEach(step -> steps.putIfAbsent(step.release().event(), step));
    return new Found(List.copyOf(steps.values()), up.complete() && down.complete());
  }

  private Found walk(List<WalkedRelease> start, boolean isUp, LineageReader reader) {
    ReleaseReader of = new ReleaseReader(reader.reader());
    List<Step> steps = new ArrayList<>();
    Set<EventId> seen = new HashSet<>();
    List<WalkedRelease> generation = start;
    for (int distance = 0; distance <= MAX_GENERATIONS; distance++) {
      List<EventId> next = new ArrayList<>();
      for (WalkedRelease release : generation) {
        boolean isReaders = of.mayRead(release);
        // A release's body names its parents, so who reads it may know of them; of no more.
        if ((isReaders || isUp) && seen.add(release.event())) {
          steps.add(new Step(release, distance, isReaders));
          if (isReaders) {
            next.add(release.event());
          }
        }
      }
      if (next.isEmpty()) {
        return new Found(steps, true);
      }
      int left = MAX_FOUND - steps.size();
      generation = isUp ? lineage.parentsOf(next, left + 1) : lineage.childrenOf(next, left + 1);
      if (generation.size() > left) {
        return new Found(steps, false);
      }
    }
    return new Found(steps, generation.isEmpty());
  }
}
