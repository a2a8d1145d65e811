package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.ledger.MonthTotal;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;

/** What was bought from one party in one month. */
@TemplateData
public record SpendingLine(
    String month, String seller, String buyer, String releases, String amount) {
  static SpendingLine of(MonthTotal total, ReaderText text) {
    Long amount = total.amount();
    String currency = total.currency();
    return new SpendingLine(
        total.month(),
        total.seller(),
        total.buyer(),
        text.number(total.releases()),
        amount == null || currency == null ? "" : text.money(amount, currency));
  }
}
