package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.ledger.DifferenceKind;
import dev.tallystick.gateway.ledger.LedgerDifferenceJson;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;

/**
 * Where the halves do not agree.
 *
 * @param lacks the party that lacks its half
 */
@TemplateData
public record DifferenceLine(DifferenceKind kind, String about, String lacks, String at) {
  static DifferenceLine of(LedgerDifferenceJson difference, ReaderText text) {
    return new DifferenceLine(
        difference.kind(),
        difference.about(),
        difference.lacks(),
        OrderLine.moment(text, difference.at()));
  }
}
