package dev.tallystick.scorecard;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The file that a bureau files, as {@code docs/spec/report.md} describes it. */
final class CardFile {
  private static final double TEN_THOUSANDTHS = 10_000;

  private CardFile() {}

  /** Name and version of a model. */
  record Named(String name, String version) {}

  /** How good it is. */
  record Quality(LoanTable table, CrossValidation validation, Calibration calibration) {}

  static String of(PointCard card, Named named, Quality quality) {
    List<JsonObject> factors = new ArrayList<>();
    List<JsonObject> reasons = new ArrayList<>();
    for (PointFactor factor : card.factors()) {
      factors.add(factor(factor));
      for (PointFactor.Band band : factor.bands()) {
        band.reason()
            .ifPresent(
                reason ->
                    reasons.add(
                        JsonObject.builder()
                            .put("code", reason.code())
                            .put("en", reason.text())
                            .build()));
      }
    }
    return new String(
        CanonicalJson.messageBytes(
            JsonObject.builder()
                .put("model", named.name())
                .put("version", named.version())
                .put(
                    "scale",
                    JsonObject.builder()
                        .put("base", card.base())
                        .put("minimum", PointScale.MINIMUM)
                        .put("maximum", PointScale.MAXIMUM)
                        .put("reasons", PointCard.reasons())
                        .build())
                .put("factors", JsonArray.of(factors))
                .put("reasons", JsonArray.of(reasons))
                .put("fit", fit(quality))
                .build()),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonObject factor(PointFactor factor) {
    List<JsonObject> bands = new ArrayList<>();
    for (PointFactor.Band band : factor.bands()) {
      JsonObject.Builder one = JsonObject.builder();
      band.below().ifPresent(limit -> one.put("below", limit));
      band.word().ifPresent(word -> one.put("is", word));
      band.reason().ifPresent(reason -> one.put("reason", reason.code()));
      bands.add(one.put("points", band.points()).build());
    }
    return JsonObject.builder()
        .put("name", factor.input().name())
        .put("category", factor.input().category())
        .put("field", factor.input().field())
        .put("combine", "LATEST")
        .put("bands", JsonArray.of(bands))
        .put("missing", JsonObject.builder().put("points", factor.missing()).build())
        .build();
  }

  private static JsonObject fit(Quality quality) {
    List<JsonObject> bands = new ArrayList<>();
    for (Calibration.Band band : quality.calibration().bands()) {
      bands.add(
          JsonObject.builder()
              .put("from", band.from())
              .put("to", band.to())
              .put("rows", band.rows())
              .put("predicted", share(band.predicted()))
              .put("observed", share(band.observed()))
              .build());
    }
    LoanTable table = quality.table();
    return JsonObject.builder()
        .put("rows", table.rows().size())
        .put("bad", table.bad().stream().filter(each -> each).count())
        .put("folds", quality.validation().foldAreas().size())
        .put("auc", share(quality.validation().area()))
        .put("aucError", share(quality.validation().error()))
        .put("calibration", JsonArray.of(bands))
        .build();
  }

  private static long share(double of) {
    return Math.round(of * TEN_THOUSANDTHS);
  }
}
