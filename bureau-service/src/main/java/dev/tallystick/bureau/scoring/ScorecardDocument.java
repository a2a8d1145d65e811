package dev.tallystick.bureau.scoring;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file of a model.
 *
 * @param reasons each with its {@code code}, its sentence in English ({@code en}) and in other
 *     languages by their tags
 */
@RegisterForReflection
record ScorecardDocument(
    String model,
    String version,
    ScaleJson scale,
    List<FactorJson> factors,
    List<Map<String, String>> reasons,
    Optional<FitJson> fit) {

  /** How good the fit was; shares in ten-thousandths. */
  record FitJson(
      long rows,
      long bad,
      long folds,
      long auc,
      Optional<Long> aucError,
      List<CalibrationJson> calibration) {
    FitQuality toQuality() {
      return new FitQuality(
          rows,
          bad,
          folds,
          auc,
          aucError,
          calibration.stream().map(CalibrationJson::toBin).toList());
    }
  }

  /** How many went wrong of those with such a score. */
  record CalibrationJson(long from, long to, long rows, long predicted, long observed) {
    FitQuality.Bin toBin() {
      return new FitQuality.Bin(from, to, rows, predicted, observed);
    }
  }

  /** Where a score begins and ends, and how many reasons it names. */
  record ScaleJson(long base, long minimum, long maximum, int reasons) {}

  /** What is looked at, and what it is worth. */
  record FactorJson(
      String name,
      String category,
      String field,
      Combination combine,
      List<BandJson> bands,
      PointsJson missing) {}

  /** What a value below a number, or a word, or every other value is worth. */
  record BandJson(
      Optional<Long> below, Optional<String> is, long points, Optional<String> reason) {}

  /** What it is worth that there is no value. */
  record PointsJson(long points, Optional<String> reason) {}
}
