package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.List;

/**
 * A logistic regression over the weights of evidence of a few columns.
 *
 * @param columns those that it looks at, in the order of the file
 * @param slopes what the weight of each counts
 * @param intercept the log-odds of a loan about which nothing is known
 */
record FittedModel(List<BinnedColumn> columns, List<Double> slopes, double intercept) {
  /** What a column must tell to be looked at. */
  private static final double LEAST_INFORMATION = 0.02;

  FittedModel {
    columns = List.copyOf(columns);
    slopes = List.copyOf(slopes);
  }

  /** Fits a model to these rows. */
  static FittedModel fit(LoanTable table, List<Integer> rows, FitSettings settings)
      throws ScorecardException {
    Binning binning = new Binning(settings.bins());
    List<Boolean> bad = table.badOf(rows);
    List<BinnedColumn> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      BinnedColumn column = binning.bin(table.columns().get(i), table.column(i, rows), bad);
      if (column.bins().size() > 1 && column.information() >= LEAST_INFORMATION) {
        columns.add(column);
        places.add(i);
      }
    }
    while (!columns.isEmpty()) {
      FittedModel model = fit(table, rows, columns, places, settings);
      int wrong = firstThatCountsTheOtherWay(model.slopes());
      if (wrong < 0) {
        return model;
      }
      // What it tells, another column tells better: no point is given for less evidence.
      columns.remove(wrong);
      places.remove(wrong);
    }
    throw new ScorecardException("no column tells how a loan ends");
  }

  private static int firstThatCountsTheOtherWay(List<Double> slopes) {
    int found = -1;
    for (int i = 0; i < slopes.size(); i++) {
      if (slopes.get(i) <= 0 && (found < 0 || slopes.get(i) < slopes.get(found))) {
        found = i;
      }
    }
    return found;
  }

  private static FittedModel fit(
      LoanTable table,
      List<Integer> rows,
      List<BinnedColumn> columns,
      List<Integer> places,
      FitSettings settings) {
    List<List<Double>> weights = new ArrayList<>();
    for (int row : rows) {
      List<Double> known = new ArrayList<>();
      for (int j = 0; j < columns.size(); j++) {
        known.add(columns.get(j).weight(table.rows().get(row).get(places.get(j))));
      }
      weights.add(known);
    }
    LogisticRegression.Solved solved =
        LogisticRegression.solve(weights, table.badOf(rows), settings.cost());
    return new FittedModel(columns, solved.slopes(), solved.intercept());
  }

  /** Less sure of itself, as it proved on loans that it had not seen. */
  FittedModel drawnIn(CrossValidation.Correction by) {
    return new FittedModel(
        columns, slopes.stream().map(slope -> slope * by.slope()).toList(), by.apply(intercept));
  }

  /** The log-odds that a loan ends well. */
  double logOdds(LoanTable table, int row) {
    double odds = intercept;
    for (int j = 0; j < columns.size(); j++) {
      int place = table.columns().indexOf(columns.get(j).name());
      odds += slopes.get(j) * columns.get(j).weight(table.rows().get(row).get(place));
    }
    return odds;
  }
}
