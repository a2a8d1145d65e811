package dev.tallystick.portal.auditor;

import java.util.List;

/**
 * Who paid whom, in one currency.
 *
 * @param sums what it comes to, in one sentence
 * @param picture who paid whom
 * @param flows the same as a table
 * @param prices what a report cost, day by day
 */
public record MoneyView(
    String currency, String sums, DrawnFlows picture, List<Flow> flows, List<PriceLine> prices) {
  /** Copies the lists. */
  public MoneyView {
    flows = List.copyOf(flows);
    prices = List.copyOf(prices);
  }

  /** What one party paid another for a product. */
  public record Flow(String payer, String payee, String product, String reports, String amount) {}

  /**
   * What a product cost at a bureau, day by day.
   *
   * @param path the line, in the language of SVG
   */
  public record PriceLine(String title, String path, int width, int height, List<Price> days) {
    /** Copies the list. */
    public PriceLine {
      days = List.copyOf(days);
    }
  }

  /** What it cost on a day, on average. */
  public record Price(String day, String price, String reports) {}
}
