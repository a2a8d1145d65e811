package dev.tallystick.portal.graph;

import java.util.List;

/**
 * A thing in a graph.
 *
 * @param id unique in the graph
 * @param layer how far from the sources, from 0
 * @param title what it is
 * @param line one more line about it
 * @param marks words by which it is drawn: what it is, and what became of it
 * @param address the page about it; empty if it has none
 */
public record GraphNode(
    String id, int layer, String title, String line, List<String> marks, String address) {
  /** Copies the list. */
  public GraphNode {
    marks = List.copyOf(marks);
  }
}
