package dev.tallystick.scorecard;

/**
 * How a model is fitted.
 *
 * @param bins the most bins of a column
 * @param folds of the cross-validation
 * @param seed by which rows are dealt to folds
 * @param cost how much a loan on the wrong side costs against large slopes
 */
record FitSettings(int bins, int folds, long seed, double cost) {
  static final FitSettings USUAL = new FitSettings(5, 10, 1, 1);
}
