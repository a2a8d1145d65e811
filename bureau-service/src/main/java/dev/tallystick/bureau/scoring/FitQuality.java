package dev.tallystick.bureau.scoring;

import java.util.List;
import java.util.Optional;

/**
 * How well a model told good from bad in the data that it was fitted to, as its file says: told,
 * and checked by nobody here. Shares are in ten-thousandths.
 *
 * @param rows how many loans it was fitted to
 * @param bad how many of them went wrong
 * @param folds of the cross-validation that the figures are of
 * @param auc the area under the ROC curve
 * @param aucError the standard error of that
 * @param calibration by bands of the score
 */
public record FitQuality(
    long rows, long bad, long folds, long auc, Optional<Long> aucError, List<Bin> calibration) {
  /** Keeps its own copy. */
  public FitQuality {
    calibration = List.copyOf(calibration);
  }

  /**
   * Those with a score from {@code from} to {@code to}.
   *
   * @param predicted the share that was expected to go wrong
   * @param observed the share that did
   */
  public record Bin(long from, long to, long rows, long predicted, long observed) {}
}
