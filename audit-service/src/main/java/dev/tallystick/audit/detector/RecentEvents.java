package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest events of a kind, as many as an alarm names. */
final class RecentEvents {
  private final Deque<EventId> newest = new ArrayDeque<>();

  void add(EventId event) {
    newest.addLast(event);
    if (newest.size() > Detection.NAMED) {
      newest.removeFirst();
    }
  }

  List<EventId> list() {
    return List.copyOf(newest);
  }
}
