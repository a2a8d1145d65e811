package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.events.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The releases of a lineage that stand on a page, the newest first.
 *
 * @param releases all that was looked up, by event
 * @param next before which index the next page begins, if there is one
 */
record LineagePage(
    List<LineageWalk.Step> steps, Map<EventId, IndexedRelease> releases, OptionalLong next) {
  /** How many bodies a page looks into for a purpose, whether it finds them or not. */
  static final int EXAMINED = 1_000;

  LineagePage {
    steps = List.copyOf(steps);
    releases = Map.copyOf(releases);
  }

  /** What stands on the page that is asked for. */
  static LineagePage of(
      LineageWalk.Found found, PageRequest page, LineageFilter sought, ReleaseIndex index) {
    long before = page.before().orElse(Long.MAX_VALUE);
    int examined = sought.purpose().isPresent() ? EXAMINED : page.limit();
    List<LineageWalk.Step> steps =
        found.steps().stream()
            .filter(step -> step.release().index() < before)
            .sorted(
                Comparator.comparingLong((LineageWalk.Step step) -> step.release().index())
                    .reversed())
            .limit(examined + 1L)
            .toList();
    boolean isCut = steps.size() > examined;
    List<LineageWalk.Step> candidates = isCut ? steps.subList(0, examined) : steps;
    Map<EventId, IndexedRelease> releases = new HashMap<>();
    index
        .findAll(candidates.stream().map(step -> step.release().event()).toList())
        .forEach(release -> releases.put(release.event(), release));
    List<LineageWalk.Step> shown = new ArrayList<>();
    for (LineageWalk.Step step : candidates) {
      if (shown.size() == page.limit()) {
        return new LineagePage(shown, releases, last(shown));
      }
      IndexedRelease release = releases.get(step.release().event());
      if (release != null && sought.admits(release, step.isReaders())) {
        shown.add(step);
      }
    }
    return new LineagePage(shown, releases, isCut ? last(candidates) : OptionalLong.empty());
  }

  private static OptionalLong last(List<LineageWalk.Step> steps) {
    return OptionalLong.of(steps.get(steps.size() - 1).release().index());
  }
}
