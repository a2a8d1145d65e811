package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many bad loans a limit finds, against how many good ones it turns away.
 *
 * @param points from none to all
 * @param area how often a bad loan has the lesser score of one good and one bad
 */
record RocCurve(List<Point> points, double area) {
  RocCurve {
    points = List.copyOf(points);
  }

  /** The shares of good and of bad loans below a limit. */
  record Point(double good, double bad) {}

  static RocCurve of(List<Double> scores, List<Boolean> bad) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(scores::get));
    double allBad = bad.stream().filter(each -> each).count();
    double allGood = bad.size() - allBad;
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    double area = 0;
    double good = 0;
    double wrong = 0;
    for (int i = 0; i < order.size(); ) {
      double score = scores.get(order.get(i));
      // Those of one score are on no side of each other.
      for (; i < order.size() && scores.get(order.get(i)) == score; i++) {
        if (bad.get(order.get(i))) {
          wrong++;
        } else {
          good++;
        }
      }
      Point last = points.get(points.size() - 1);
      Point next = new Point(good / allGood, wrong / allBad);
      area += (next.good() - last.good()) * (next.bad() + last.bad()) / 2;
      points.add(next);
    }
    return new RocCurve(points, area);
  }
}
