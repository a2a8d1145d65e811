package dev.tallystick.portal.auditor;

import java.util.List;

/**
 * A holder of a bureau beside the rest, on one side of the bureau.
 *
 * @param holder its name and what it holds
 * @param side which releases these are
 * @param prices the products that were sold often enough to both
 */
public record ParityView(
    String bureau, String holder, String side, Figures group, Figures rest, List<Price> prices) {
  /** Copies the list. */
  public ParityView {
    prices = List.copyOf(prices);
  }

  /**
   * The figures of one of the two.
   *
   * @param cases empty if the reader is not told
   * @param time empty if there are too few cases
   * @param refused empty if there are too few cases
   */
  public record Figures(String cases, String time, String refused) {}

  /** What both pay for a product. */
  public record Price(String product, String line, String group, String rest) {}
}
