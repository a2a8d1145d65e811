package dev.tallystick.rules.pack;

import java.time.Duration;

/**
 * How often lenders may ask a bureau (R53). The bureau counts and refuses; the engine does not.
 *
 * @param party of a lender, whoever of it asks
 * @param staff of each member of its staff
 * @param suspension what becomes of a lender that goes on
 */
public record QueryLimits(Limit party, Limit staff, Suspension suspension) {
  /**
   * A bound.
   *
   * @param most how many inquiries are let through in a window
   * @param window how long one is, a second to an hour
   */
  public record Limit(int most, Duration window) {}

  /**
   * When a lender is suspended, and for how long.
   *
   * @param refusals how many within a day are borne
   * @param lasts after which the suspension ends by itself
   */
  public record Suspension(int refusals, Duration lasts) {}
}
