package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.ledger.LedgerSummaryJson;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.util.Objects;

/**
 * The books in numbers.
 *
 * @param checked when the list was proved last; empty if it never was
 * @param finding what was wrong with the log's last answer; empty while the list is proved
 */
@TemplateData
public record BooksView(String entries, String checked, String finding, long differences) {
  static BooksView of(LedgerSummaryJson summary, ReaderText text) {
    return new BooksView(
        text.number(summary.entries()),
        OrderLine.moment(text, summary.checkedAt()),
        Objects.requireNonNullElse(summary.finding(), ""),
        summary.differences());
  }
}
