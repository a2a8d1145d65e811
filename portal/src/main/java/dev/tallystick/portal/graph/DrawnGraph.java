package dev.tallystick.portal.graph;

import java.util.List;

/**
 * A graph with a place for everything, to be written as SVG.
 *
 * @param boxes the things, from the sources on, so that the keyboard follows the flow
 * @param wires the lines between them
 */
public record DrawnGraph(int width, int height, List<Box> boxes, List<Wire> wires) {
  /** Copies the lists. */
  public DrawnGraph {
    boxes = List.copyOf(boxes);
    wires = List.copyOf(wires);
  }

  /**
   * A thing.
   *
   * @param title as much of it as fits
   * @param full all of it, for who points at it or hears it
   * @param marks by which it is drawn
   */
  public record Box(
      String id,
      int x,
      int y,
      String title,
      String line,
      String full,
      String marks,
      String address) {
    /** Where the first line of its text stands. */
    public int titleY() {
      return y + 19;
    }

    /** Where the second line stands. */
    public int lineY() {
      return y + 36;
    }

    /** Where its text begins. */
    public int textX() {
      return x + 10;
    }
  }

  /**
   * A line.
   *
   * @param path in the language of SVG
   * @param middleX where its label stands
   */
  public record Wire(
      String from, String to, String path, String marks, String label, int middleX, int middleY) {}
}
