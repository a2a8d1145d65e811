package dev.tallystick.portal.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the shortest way between two things along the edges of a graph, whichever way they go. */
public final class FindChain {
  private final Map<String, Set<String>> neighbours = new HashMap<>();

  /** The ways of a graph. */
  public FindChain(List<GraphEdge> edges) {
    for (GraphEdge edge : edges) {
      neighbours.computeIfAbsent(edge.from(), any -> new TreeSet<>()).add(edge.to());
      neighbours.computeIfAbsent(edge.to(), any -> new TreeSet<>()).add(edge.from());
    }
  }

  /** The things on the way, both ends with them; empty if there is no way. */
  public List<String> between(Collection<String> starts, Set<String> ends) {
    Map<String, String> reachedFrom = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    for (String start : new TreeSet<>(starts)) {
      reachedFrom.put(start, start);
      next.add(start);
    }
    while (!next.isEmpty()) {
      String here = next.remove();
      if (ends.contains(here)) {
        return way(here, reachedFrom);
      }
      for (String there : neighbours.getOrDefault(here, Set.of())) {
        if (reachedFrom.putIfAbsent(there, here) == null) {
          next.add(there);
        }
      }
    }
    return List.of();
  }

  private static List<String> way(String end, Map<String, String> reachedFrom) {
    List<String> way = new ArrayList<>(List.of(end));
    String here = end;
    String before = reachedFrom.getOrDefault(here, here);
    while (!before.equals(here)) {
      way.add(before);
      here = before;
      before = reachedFrom.getOrDefault(here, here);
    }
    Collections.reverse(way);
    return way;
  }
}
