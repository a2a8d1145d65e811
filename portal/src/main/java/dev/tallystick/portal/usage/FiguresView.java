package dev.tallystick.portal.usage;

import java.util.List;

/**
 * The reader's list in numbers, each as a drawing and as a table.
 *
 * @param sum what is to be seen, in a sentence
 * @param weeks how often something was shared, refused or looked at, week by week
 * @param bars the same as a drawing: above the line what was shared or looked at, below it what was
 *     refused
 * @param line where the line is
 * @param parties who got something, or wanted to
 * @param earned who was paid for it
 */
public record FiguresView(
    String sum,
    List<Week> weeks,
    List<Bar> bars,
    int line,
    List<PartyCount> parties,
    List<Earned> earned) {
  /** Copies the lists. */
  public FiguresView {
    weeks = List.copyOf(weeks);
    bars = List.copyOf(bars);
    parties = List.copyOf(parties);
    earned = List.copyOf(earned);
  }

  /** A week, by its first day. */
  public record Week(String from, int shared, int looks, int refused) {}

  /**
   * A bar of a drawing.
   *
   * @param kind what it stands for, as style sheets have it
   */
  public record Bar(String kind, int x, int y, int width, int height) {}

  /** How often a party got something, looked, or was refused. */
  public record PartyCount(String party, int got, int refused) {}

  /**
   * What a party was paid.
   *
   * @param amount as the reader writes it
   * @param width of its bar, of 100
   */
  public record Earned(String party, String amount, int sales, int width) {}
}
