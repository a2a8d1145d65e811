package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How good a model is on loans that it has not seen: each loan is judged by a model that was
 * fitted, bins and all, to the others.
 *
 * @param logOdds of each row, by the model of its fold
 * @param foldAreas the area under the ROC curve of each fold
 */
record CrossValidation(List<Double> logOdds, List<Double> foldAreas) {
  /** So dear that the slope is as large as the rows say. */
  private static final double UNBOUND = 1_000;

  CrossValidation {
    logOdds = List.copyOf(logOdds);
    foldAreas = List.copyOf(foldAreas);
  }

  static CrossValidation of(LoanTable table, FitSettings settings) throws ScorecardException {
    List<Integer> fold = deal(table, settings);
    List<Double> logOdds = new ArrayList<>(Collections.nCopies(table.rows().size(), 0.0));
    List<Double> areas = new ArrayList<>();
    for (int f = 0; f < settings.folds(); f++) {
      List<Integer> fitted = new ArrayList<>();
      List<Integer> judged = new ArrayList<>();
      for (int row = 0; row < table.rows().size(); row++) {
        (fold.get(row) == f ? judged : fitted).add(row);
      }
      FittedModel model = FittedModel.fit(table, fitted, settings);
      for (int row : judged) {
        logOdds.set(row, model.logOdds(table, row));
      }
      areas.add(
          RocCurve.of(judged.stream().map(logOdds::get).toList(), table.badOf(judged)).area());
    }
    return new CrossValidation(logOdds, areas);
  }

  /** Every fold gets its part of the loans that went wrong. */
  private static List<Integer> deal(LoanTable table, FitSettings settings) {
    List<Integer> fold = new ArrayList<>(Collections.nCopies(table.rows().size(), 0));
    Random random = new Random(settings.seed());
    for (boolean kind : List.of(true, false)) {
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < table.rows().size(); row++) {
        if (table.bad().get(row) == kind) {
          rows.add(row);
        }
      }
      Collections.shuffle(rows, random);
      for (int i = 0; i < rows.size(); i++) {
        fold.set(rows.get(i), i % settings.folds());
      }
    }
    return fold;
  }

  /**
   * How log-odds have to be changed so that as many go wrong as they say: a model is always too
   * sure on the loans that it was fitted to.
   */
  record Correction(double slope, double shift) {
    double apply(double logOdds) {
      return shift + slope * logOdds;
    }
  }

  /** The correction, by what came of the loans that each fold had not seen. */
  Correction correction(List<Boolean> bad) {
    List<List<Double>> rows = logOdds.stream().map(List::of).toList();
    LogisticRegression.Solved solved = LogisticRegression.solve(rows, bad, UNBOUND);
    return new Correction(solved.slopes().get(0), solved.intercept());
  }

  /** The mean of the folds. */
  double area() {
    return foldAreas.stream().mapToDouble(area -> area).average().orElse(0);
  }

  /** The standard error of that mean. */
  double error() {
    double mean = area();
    double squares = foldAreas.stream().mapToDouble(area -> (area - mean) * (area - mean)).sum();
    return Math.sqrt(squares / (foldAreas.size() - 1) / foldAreas.size());
  }
}
