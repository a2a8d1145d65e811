package dev.tallystick.scorecard;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.scorecard.document.CardBand;
import dev.tallystick.scorecard.document.CardCalibration;
import dev.tallystick.scorecard.document.CardFactor;
import dev.tallystick.scorecard.document.CardFit;
import dev.tallystick.scorecard.document.CardMissing;
import dev.tallystick.scorecard.document.CardReason;
import dev.tallystick.scorecard.document.CardScale;
import dev.tallystick.scorecard.document.FiledCard;
import java.nio.charset.StandardCharsets;
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
    List<CardReason> reasons =
        card.factors().stream()
            .flatMap(factor -> factor.bands().stream())
            .flatMap(band -> band.reason().stream())
            .map(reason -> new CardReason(reason.code(), reason.text()))
            .toList();
    CardScale scale =
        new CardScale(card.base(), PointScale.MINIMUM, PointScale.MAXIMUM, PointCard.reasons());
    FiledCard filed =
        FiledCard.builder()
            .model(named.name())
            .version(named.version())
            .scale(scale)
            .factors(card.factors().stream().map(CardFile::factor).toList())
            .reasons(reasons)
            .fit(fit(quality))
            .build();
    return new String(CanonicalJson.messageBytes(filed.toJson()), StandardCharsets.UTF_8);
  }

  private static CardFactor factor(PointFactor factor) {
    List<CardBand> bands =
        factor.bands().stream()
            .map(
                band ->
                    new CardBand(
                        band.below(),
                        band.word(),
                        band.points(),
                        band.reason().map(PointFactor.Reason::code)))
            .toList();
    return CardFactor.builder()
        .name(factor.input().name())
        .category(factor.input().category())
        .field(factor.input().field())
        .combine("LATEST")
        .bands(bands)
        .missing(new CardMissing(factor.missing()))
        .build();
  }

  private static CardFit fit(Quality quality) {
    List<CardCalibration> bands =
        quality.calibration().bands().stream()
            .map(
                band ->
                    new CardCalibration(
                        band.from(),
                        band.to(),
                        band.rows(),
                        share(band.predicted()),
                        share(band.observed())))
            .toList();
    LoanTable table = quality.table();
    return CardFit.builder()
        .rows(table.rows().size())
        .bad(table.bad().stream().filter(each -> each).count())
        .folds(quality.validation().foldAreas().size())
        .auc(share(quality.validation().area()))
        .aucError(share(quality.validation().error()))
        .calibration(bands)
        .build();
  }

  private static long share(double of) {
    return Math.round(of * TEN_THOUSANDTHS);
  }
}
