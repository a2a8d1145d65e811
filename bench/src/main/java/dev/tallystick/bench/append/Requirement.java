package dev.tallystick.bench.append;

/**
 * What is asked of one figure.
 *
 * @param what the figure
 * @param unit as printed behind it
 * @param pass must be reached
 * @param goal is aimed at
 * @param lessIsBetter whether the figure must be at most that, not at least
 */
record Requirement(String what, String unit, double pass, double goal, boolean lessIsBetter) {

  /** How a figure stands to what is asked. */
  enum Verdict {
    BELOW,
    PASS,
    GOAL
  }

  static Requirement atLeast(String what, String unit, double pass, double goal) {
    return new Requirement(what, unit, pass, goal, false);
  }

  static Requirement atMost(String what, String unit, double pass, double goal) {
    return new Requirement(what, unit, pass, goal, true);
  }

  Verdict judge(double figure) {
    if (reaches(figure, goal)) {
      return Verdict.GOAL;
    }
    return reaches(figure, pass) ? Verdict.PASS : Verdict.BELOW;
  }

  private boolean reaches(double figure, double bound) {
    return lessIsBetter ? figure <= bound : figure >= bound;
  }

  /** A figure with what is asked of it. */
  Judged of(double figure) {
    return new Judged(this, figure, judge(figure));
  }

  /** A judged figure. */
  record Judged(Requirement requirement, double figure, Verdict verdict) {}
}
