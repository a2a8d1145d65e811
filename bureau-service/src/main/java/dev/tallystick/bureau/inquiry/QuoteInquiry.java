package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells what an inquiry would cost; buys nothing, and takes no statement out of use. Blocks. */
@Singleton
final class QuoteInquiry {
  private final LenderStatements statements;
  private final PlaceOrder orders;
  private final StaffLook look;

  QuoteInquiry(LenderStatements statements, PlaceOrder orders, StaffLook look) {
    this.statements = statements;
    this.orders = orders;
    this.look = look;
  }

  /**
   * The fee and what it would buy.
   *
   * @param reason why a clerk looks, if one does
   */
  JsonObject quote(String lender, String request, Optional<StaffReason> reason) {
    BureauId bureau = statements.bureau(request);
    InquiryRequest inquiry = statements.verify(request, lender, bureau);
    look.tell(lender, reason, inquiry);
    Order order = orders.order(bureau, request, inquiry);
    return JsonForms.write(QuoteJson.of(orders.quote(order, reason)));
  }
}
