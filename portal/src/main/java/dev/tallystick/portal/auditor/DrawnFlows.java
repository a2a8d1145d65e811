package dev.tallystick.portal.auditor;

import java.util.List;

/**
 * Flows with a place for each, to be written as SVG: payers left, payees right, each band as thick
 * as what was paid.
 */
public record DrawnFlows(int width, int height, List<Side> sides, List<Band> bands) {
  /** Copies the lists. */
  public DrawnFlows {
    sides = List.copyOf(sides);
    bands = List.copyOf(bands);
  }

  /**
   * A party.
   *
   * @param textX where its name stands
   * @param anchor how the name lies at that place
   */
  public record Side(
      int x, int y, int width, int height, String name, String amount, int textX, String anchor) {
    /** Where the name stands. */
    public int textY() {
      return y + height / 2 + 4;
    }
  }

  /** What one paid the other. */
  public record Band(String path, String title) {}
}
