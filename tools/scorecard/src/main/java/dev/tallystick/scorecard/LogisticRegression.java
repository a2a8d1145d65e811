package dev.tallystick.scorecard;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.List;

/** The log-odds of a good end as a sum: solved by LIBLINEAR, always the same for the same rows. */
final class LogisticRegression {
  private static final double EXACT = 1e-6;

  private LogisticRegression() {}

  /** What was found. */
  record Solved(List<Double> slopes, double intercept) {
    Solved {
      slopes = List.copyOf(slopes);
    }
  }

  /**
   * Solves it.
   *
   * @param rows what is known of each, the same number of values
   * @param cost how much a row on the wrong side costs, against large slopes
   */
  static Solved solve(List<List<Double>> rows, List<Boolean> bad, double cost) {
    int width = rows.get(0).size();
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = width + 1;
    problem.bias = 1;
    problem.x = new Feature[rows.size()][];
    problem.y = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Feature[] features = new Feature[width + 1];
      for (int j = 0; j < width; j++) {
        features[j] = new FeatureNode(j + 1, rows.get(i).get(j));
      }
      features[width] = new FeatureNode(width + 1, 1);
      problem.x[i] = features;
      problem.y[i] = bad.get(i) ? -1 : 1;
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, EXACT);
    parameter.setRegularizeBias(false);
    Linear.disableDebugOutput();
    Model solved = Linear.train(problem, parameter);
    double sign = solved.getLabels()[0] == 1 ? 1 : -1;
    double[] weights = solved.getFeatureWeights();
    List<Double> slopes = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      slopes.add(sign * weights[j]);
    }
    return new Solved(slopes, sign * weights[width]);
  }
}
