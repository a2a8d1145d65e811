package dev.tallystick.portal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.portal.graph.DrawnGraph.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawGraphTest {
  private static GraphNode node(String id, int layer) {
    return new GraphNode(id, layer, id, "", List.of("node"), "");
  }

  @Test
  void boxes_doNotOverlap_andNeighboursStandSideBySide() {
    List<GraphNode> nodes = new ArrayList<>();
    List<GraphEdge> edges = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      nodes.add(node("a" + i, 0));
      nodes.add(node("b" + (4 - i), 1));
      edges.add(new GraphEdge("a" + i, "b" + i, ""));
    }

    DrawnGraph graph = new DrawGraph(nodes, edges).draw(Set.of());

    Set<String> places = new HashSet<>();
    graph.boxes().forEach(box -> assertThat(places.add(box.x() + " " + box.y())).isTrue());
    for (DrawnGraph.Wire wire : graph.wires()) {
      assertThat(box(graph, wire.from()).y()).isEqualTo(box(graph, wire.to()).y());
    }
  }

  private static Box box(DrawnGraph graph, String id) {
    return graph.boxes().stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void fiveHundredThings_areDrawnInNoTime() {
    List<GraphNode> nodes = new ArrayList<>();
    List<GraphEdge> edges = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      nodes.add(node("n" + i, i % 4));
      if (i >= 4) {
        edges.add(new GraphEdge("n" + (i - i % 4 - 4 + (i * 7) % 4), "n" + i, ""));
      }
    }
    new DrawGraph(nodes, edges).draw(Set.of());
    long begun = System.nanoTime();

    DrawnGraph graph = new DrawGraph(nodes, edges).draw(Set.of());

    assertThat(graph.boxes()).hasSize(500);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void circle_comesToAnEnd() {
    List<GraphEdge> circle = List.of(new GraphEdge("a", "b", ""), new GraphEdge("b", "a", ""));

    assertThat(Layers.of(circle).keySet()).containsExactly("a", "b");
    assertThat(new FindChain(circle).between(List.of("a"), Set.of("b"))).containsExactly("a", "b");
  }

  @Test
  void longTitle_isCut_andWideLettersCountTwice() {
    assertThat(DrawGraph.fit("a".repeat(40))).hasSize(26).endsWith("…");
    assertThat(DrawGraph.fit("信".repeat(40))).hasSize(13);
    assertThat(DrawGraph.fit("short")).isEqualTo("short");
  }

  @Test
  void emptyGraph_isDrawnToo() {
    assertThat(new DrawGraph(List.of(), List.of()).draw(Set.of()).boxes()).isEmpty();
  }
}
