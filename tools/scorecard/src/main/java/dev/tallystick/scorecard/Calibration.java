package dev.tallystick.scorecard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether as many went wrong as the model expected, by bands of the score of about one size. */
record Calibration(List<Band> bands) {
  private static final int BANDS = 8;

  Calibration {
    bands = List.copyOf(bands);
  }

  /**
   * Loans with scores next to each other.
   *
   * @param predicted the share that was expected to go wrong
   * @param observed the share that did
   */
  record Band(long from, long to, long rows, double predicted, double observed) {}

  static Calibration of(List<Double> logOdds, List<Boolean> bad, PointScale scale) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < logOdds.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(logOdds::get));
    List<Band> bands = new ArrayList<>();
    for (int b = 0; b < BANDS; b++) {
      List<Integer> members =
          order.subList(b * order.size() / BANDS, (b + 1) * order.size() / BANDS);
      double predicted =
          members.stream()
              .mapToDouble(row -> 1 / (1 + Math.exp(logOdds.get(row))))
              .average()
              .orElse(0);
      double observed =
          members.stream().mapToDouble(row -> bad.get(row) ? 1 : 0).average().orElse(0);
      bands.add(
          new Band(
              scale.score(logOdds.get(members.get(0))),
              scale.score(logOdds.get(members.get(members.size() - 1))),
              members.size(),
              predicted,
              observed));
    }
    return new Calibration(bands);
  }

  /** By how much the two shares differ at most. */
  double worst() {
    return bands.stream()
        .mapToDouble(band -> Math.abs(band.predicted() - band.observed()))
        .max()
        .orElse(0);
  }
}
