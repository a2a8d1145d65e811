package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;

/** Tells what an inquiry would cost; buys nothing, and takes no statement out of use. Blocks. */
@Singleton
final class QuoteInquiry {
  private final LenderStatements statements;
  private final PlaceOrder orders;

  QuoteInquiry(LenderStatements statements, PlaceOrder orders) {
    this.statements = statements;
    this.orders = orders;
  }

  /** The fee and what it would buy. */
  JsonObject quote(String lender, String request) {
    BureauId bureau = statements.bureau(request);
    Order order = orders.order(bureau, request, statements.verify(request, lender, bureau));
    return JsonForms.write(QuoteJson.of(orders.quote(order)));
  }
}
