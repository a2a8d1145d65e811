package dev.tallystick.scorecard;

/**
 * How log-odds become points.
 *
 * @param doubling the points after which the odds are twice as good
 * @param anchor the score of a loan of which as many end well as go wrong
 */
record PointScale(long doubling, long anchor) {
  static final PointScale USUAL = new PointScale(40, 480);
  static final long MINIMUM = 300;
  static final long MAXIMUM = 850;

  /** The points of a difference in log-odds. */
  long points(double logOdds) {
    return Math.round(logOdds * doubling / Math.log(2));
  }

  /** The score of a loan with these log-odds, before anything is rounded by factor. */
  long score(double logOdds) {
    return clamp(anchor + points(logOdds));
  }

  static long clamp(long score) {
    return Math.max(MINIMUM, Math.min(MAXIMUM, score));
  }
}
