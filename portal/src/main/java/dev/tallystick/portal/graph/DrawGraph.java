package dev.tallystick.portal.graph;

import dev.tallystick.portal.graph.DrawnGraph.Box;
import dev.tallystick.portal.graph.DrawnGraph.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives everything in a layered graph its place: a column for each layer, and in it what belongs
 * together side by side, by the mean place of the neighbours. The same graph is always drawn alike.
 */
public final class DrawGraph {
  static final int BOX_WIDTH = 210;
  static final int BOX_HEIGHT = 46;
  private static final int GAP_X = 90;
  private static final int GAP_Y = 14;
  private static final int MARGIN = 12;
  private static final int SWEEPS = 4;
  private static final int TITLE_LETTERS = 25;
  private static final int LINE_LETTERS = 29;

  private final List<GraphNode> nodes;
  private final List<GraphEdge> edges;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, List<String>> before = new HashMap<>();
  private final Map<String, List<String>> after = new HashMap<>();

  /** A graph whose nodes come in an order that does not change. */
  public DrawGraph(List<GraphNode> nodes, List<GraphEdge> edges) {
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    for (GraphEdge edge : edges) {
      after.computeIfAbsent(edge.from(), any -> new ArrayList<>()).add(edge.to());
      before.computeIfAbsent(edge.to(), any -> new ArrayList<>()).add(edge.from());
    }
  }

  /**
   * Draws it.
   *
   * @param chain the things on a way that is to stand out
   */
  public DrawnGraph draw(Set<String> chain) {
    List<List<GraphNode>> layers = layers();
    layers.forEach(this::number);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 1; i < layers.size(); i++) {
        order(layers.get(i), before);
      }
      for (int i = layers.size() - 2; i >= 0; i--) {
        order(layers.get(i), after);
      }
    }
    int tallest = layers.stream().mapToInt(List::size).max().orElse(0);
    int height = 2 * MARGIN + Math.max(1, tallest) * (BOX_HEIGHT + GAP_Y) - GAP_Y;
    int width = 2 * MARGIN + Math.max(1, layers.size()) * (BOX_WIDTH + GAP_X) - GAP_X;
    Map<String, Box> boxes = new HashMap<>();
    List<Box> inOrder = new ArrayList<>();
    for (int column = 0; column < layers.size(); column++) {
      List<GraphNode> layer = layers.get(column);
      int top = (height - layer.size() * (BOX_HEIGHT + GAP_Y) + GAP_Y) / 2;
      for (int row = 0; row < layer.size(); row++) {
        int x = MARGIN + column * (BOX_WIDTH + GAP_X);
        Box box = box(layer.get(row), x, top + row * (BOX_HEIGHT + GAP_Y), chain);
        boxes.put(box.id(), box);
        inOrder.add(box);
      }
    }
    return new DrawnGraph(width, height, inOrder, wires(boxes, chain));
  }

  private List<List<GraphNode>> layers() {
    Map<Integer, List<GraphNode>> found = new TreeMap<>();
    nodes.forEach(node -> found.computeIfAbsent(node.layer(), any -> new ArrayList<>()).add(node));
    return new ArrayList<>(found.values());
  }

  private void number(List<GraphNode> layer) {
    for (int i = 0; i < layer.size(); i++) {
      places.put(layer.get(i).id(), i);
    }
  }

  /** What has no neighbour on that side keeps its place. */
  private void order(List<GraphNode> layer, Map<String, List<String>> neighbours) {
    Map<String, Double> wanted = new HashMap<>();
    for (GraphNode node : layer) {
      List<String> those = neighbours.getOrDefault(node.id(), List.of());
      int own = places.getOrDefault(node.id(), 0);
      wanted.put(
          node.id(),
          those.stream().mapToInt(id -> places.getOrDefault(id, own)).average().orElse(own));
    }
    layer.sort(Comparator.comparingDouble(node -> wanted.getOrDefault(node.id(), 0.0)));
    number(layer);
  }

  private static Box box(GraphNode node, int x, int y, Set<String> chain) {
    String marks = String.join(" ", node.marks()) + (chain.contains(node.id()) ? " chain" : "");
    String full = node.line().isEmpty() ? node.title() : node.title() + " · " + node.line();
    return new Box(
        node.id(),
        x,
        y,
        fit(node.title()),
        fit(node.line(), LINE_LETTERS),
        full,
        marks,
        node.address());
  }

  private List<Wire> wires(Map<String, Box> boxes, Set<String> chain) {
    List<Wire> wires = new ArrayList<>();
    for (GraphEdge edge : edges) {
      Box from = boxes.get(edge.from());
      Box to = boxes.get(edge.to());
      if (from != null && to != null) {
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int x2 = to.x();
        int y2 = to.y() + BOX_HEIGHT / 2;
        int bend = GAP_X / 2;
        String path =
            "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
        boolean isOnChain = chain.contains(edge.from()) && chain.contains(edge.to());
        wires.add(
            new Wire(
                edge.from(),
                edge.to(),
                path,
                isOnChain ? "wire chain" : "wire",
                edge.label(),
                (x1 + x2) / 2,
                (y1 + y2) / 2 - 4));
      }
    }
    return wires;
  }

  /** As much of a title as fits; a Chinese character is as wide as two others. */
  public static String fit(String text) {
    return fit(text, TITLE_LETTERS);
  }

  private static String fit(String text, int letters) {
    int width = 0;
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      width += Character.isIdeographic(letter) || letter >= 0xFF00 ? 2 : 1;
      if (width > letters) {
        return text.substring(0, at) + "…";
      }
      at += Character.charCount(letter);
    }
    return text;
  }
}
