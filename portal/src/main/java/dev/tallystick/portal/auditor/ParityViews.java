package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.BureauSpeed;
import dev.tallystick.portal.document.ComparedHolder;
import dev.tallystick.portal.document.ComparedHolders;
import dev.tallystick.portal.document.ComparedPrice;
import dev.tallystick.portal.document.HolderFigures;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a parity report readable. */
final class ParityViews {
  private final ReaderText text;
  private final Names names;
  private final ParityMessages say;

  ParityViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(ParityMessages.class, text.locale());
  }

  ParityReportView of(ComparedHolders.Partial answer) {
    return new ParityReportView(
        answer.bureaus().stream().map(this::of).toList(),
        answer.rows().stream().map(this::of).toList());
  }

  private ParityReportView.Bureau of(BureauSpeed.Partial bureau) {
    return new ParityReportView.Bureau(
        bureau.bureau().map(names::of).orElse("?"), figures(bureau.figures()));
  }

  private ParityView of(ComparedHolder.Partial row) {
    return new ParityView(
        row.bureau().map(names::of).orElse("?"),
        say.holding(
            row.holder().map(names::of).orElse("?"), decimal(row.basisPoints().orElse(0), 2)),
        say.sideOf(row.side().orElse("?")),
        figures(row.group()),
        figures(row.rest()),
        row.prices().stream().map(this::price).toList());
  }

  private ParityView.Figures figures(Optional<HolderFigures.Partial> figures) {
    return new ParityView.Figures(
        figures
            .map(HolderFigures.Partial::cases)
            .filter(OptionalLong::isPresent)
            .map(cases -> text.number(cases.getAsLong()))
            .orElse(""),
        figures
            .map(HolderFigures.Partial::medianMillis)
            .filter(OptionalLong::isPresent)
            .map(millis -> say.seconds(decimal(millis.getAsLong(), 3)))
            .orElse(""),
        figures
            .map(HolderFigures.Partial::refusedPerMille)
            .filter(OptionalLong::isPresent)
            .map(share -> say.percent(decimal(share.getAsLong(), 1)))
            .orElse(""));
  }

  private ParityView.Price price(ComparedPrice.Partial price) {
    String currency = price.currency().orElse("?");
    return new ParityView.Price(
        price.product().orElse("?"),
        price.line().orElse("?"),
        text.money(price.group().orElse(0), currency),
        text.money(price.rest().orElse(0), currency));
  }

  /** A number in units of a tenth, hundredth or thousandth, without zeros at the end. */
  private static String decimal(long value, int digits) {
    BigDecimal number = BigDecimal.valueOf(value, digits).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
  }
}
