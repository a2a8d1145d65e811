package dev.tallystick.audit.usage;

import dev.tallystick.audit.index.LabelIndex.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The part of a list that stands on a page, while the page is filled. */
final class ListPage {
  private final ProvedList list;
  private final OptionalLong oldCount;
  private final List<Place> candidates;
  private final List<Place> shown = new ArrayList<>();
  private long before;
  private long lastBelow = -1;

  /**
   * A page with nothing on it yet.
   *
   * @param oldCount how long the list was in the answer to be extended
   * @param before the place that the page begins before
   * @param candidates the newest places before it
   */
  ListPage(ProvedList list, OptionalLong oldCount, long before, List<Place> candidates) {
    this.list = list;
    this.oldCount = oldCount;
    this.before = before;
    this.candidates = new ArrayList<>(candidates);
  }

  /**
   * Ends with the first place that was logged before this one: no place further down is of
   * interest, and that it is shown proves it.
   */
  void endBelow(long index) {
    lastBelow = index;
  }

  ProvedList list() {
    return list;
  }

  OptionalLong oldCount() {
    return oldCount;
  }

  List<Place> shown() {
    return shown;
  }

  /** The place that the next page begins before. */
  long before() {
    return before;
  }

  /** The log index of what would be shown next, -1 if there is nothing. */
  private long nextIndex() {
    return candidates.isEmpty() ? -1 : candidates.get(0).index();
  }

  private void show() {
    Place place = candidates.remove(0);
    shown.add(place);
    before = place.place();
    if (place.index() < lastBelow) {
      before = 0;
      candidates.clear();
    }
  }

  /** Fills a page with the newest entries of all lists together. */
  static void fill(List<ListPage> lists, int limit) {
    if (lists.isEmpty()) {
      return;
    }
    for (int i = 0; i < limit; i++) {
      ListPage newest = lists.get(0);
      for (ListPage list : lists) {
        if (list.nextIndex() > newest.nextIndex()) {
          newest = list;
        }
      }
      if (newest.nextIndex() < 0) {
        return;
      }
      newest.show();
    }
  }
}
