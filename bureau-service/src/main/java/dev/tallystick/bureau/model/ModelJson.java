package dev.tallystick.bureau.model;

import dev.tallystick.bureau.model.FiledModelRepository.Kept;
import dev.tallystick.bureau.model.FiledModelRepository.Logged;
import dev.tallystick.bureau.scoring.FitQuality;
import dev.tallystick.events.Timestamps;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models on the wire. */
final class ModelJson {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final int LARGEST = 262_144;

  private ModelJson() {}

  /** A model to be filed: two files, as text. */
  record RequestJson(
      @Pattern(regexp = PARTY) @Nullable String bureau,
      @NotNull @Size(min = 2, max = LARGEST) String scorecard,
      @NotNull @Size(min = 2, max = LARGEST) String cases) {}

  /** Nothing more to say. */
  record ActivationJson() {}

  /** How far it is. */
  enum State {
    /** It has passed its cases and waits for a second account. */
    FILED,
    /** Reports are made by it. */
    ACTIVE
  }

  /** How good the fit was, in ten-thousandths. */
  record FitJson(
      long rows,
      long bad,
      long folds,
      long auc,
      @Nullable Long aucError,
      List<CalibrationJson> calibration) {
    static FitJson of(FitQuality fit) {
      return new FitJson(
          fit.rows(),
          fit.bad(),
          fit.folds(),
          fit.auc(),
          fit.aucError().orElse(null),
          fit.calibration().stream()
              .map(
                  bin ->
                      new CalibrationJson(
                          bin.from(), bin.to(), bin.rows(), bin.predicted(), bin.observed()))
              .toList());
    }
  }

  /** How many went wrong of those with such a score, and how many were expected to. */
  record CalibrationJson(long from, long to, long rows, long predicted, long observed) {}

  /** A model. */
  record ShownJson(
      String model,
      String bureau,
      String owner,
      State state,
      List<String> factors,
      List<String> inputCategories,
      String manifest,
      int testCases,
      String filedAt,
      @Nullable FitJson fit,
      @Nullable String eventId,
      @Nullable Long index,
      @Nullable String scorecard,
      @Nullable String cases) {
    /**
     * A model as it is shown.
     *
     * @param whole whether its files are shown, too
     */
    static ShownJson of(String bureau, Kept kept, boolean whole) {
      FiledModel model = kept.model();
      return new ShownJson(
          model.card().id().toString(),
          bureau,
          model.owner(),
          kept.isActive() ? State.ACTIVE : State.FILED,
          List.copyOf(model.card().factorNames()),
          List.copyOf(model.card().categories()),
          model.card().manifest().hex(),
          model.cases().size(),
          Timestamps.format(kept.filedAt().toEpochMilli()),
          model.card().fit().map(FitJson::of).orElse(null),
          kept.logged().map(Logged::eventId).orElse(null),
          kept.logged().map(Logged::index).orElse(null),
          whole ? model.files().scorecard() : null,
          whole ? model.files().cases() : null);
    }
  }

  /** The models of a bureau. */
  record AllJson(String bureau, List<ShownJson> models) {}
}
