package dev.tallystick.portal.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far from the sources everything in a graph is. */
public final class Layers {
  /** What goes round in a circle comes to an end. */
  private static final int DEEPEST = 12;

  private Layers() {}

  /** The layer of each thing, by its id: one more than the furthest that leads to it. */
  public static Map<String, Integer> of(List<GraphEdge> edges) {
    Map<String, Integer> layers = new TreeMap<>();
    for (GraphEdge edge : edges) {
      layers.put(edge.from(), 0);
      layers.put(edge.to(), 0);
    }
    for (int round = 0; round < DEEPEST; round++) {
      for (GraphEdge edge : edges) {
        int next = 1 + layers.getOrDefault(edge.from(), 0);
        if (next <= DEEPEST) {
          layers.merge(edge.to(), next, Math::max);
        }
      }
    }
    return layers;
  }
}
