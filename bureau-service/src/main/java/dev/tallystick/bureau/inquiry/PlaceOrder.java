package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.Question;
import dev.tallystick.bureau.decision.SaleDecisions;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.volume.BoundQueries;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the product that an inquiry is about, and what it would cost. */
@Singleton
final class PlaceOrder {
  private final Products products;
  private final SaleDecisions decisions;
  private final BoundQueries volume;

  PlaceOrder(Products products, SaleDecisions decisions, BoundQueries volume) {
    this.products = products;
    this.decisions = decisions;
    this.volume = volume;
  }

  /**
   * The order that a verified inquiry makes.
   *
   * @param request the lender's statement as it was signed
   */
  Order order(BureauId bureau, String request, InquiryRequest inquiry) {
    return new Order(
        bureau, products.requireSold(bureau, new ProductId(inquiry.product())), request, inquiry);
  }

  /**
   * The first decision, before any record is asked for; nothing comes of it. It is refused to a
   * lender that asks too often (R53).
   *
   * @param reason why a clerk asks, if one does
   */
  Ruling.Permit quote(Order order, Optional<StaffReason> reason) {
    return volume.decide(order.bureau(), order.inquiry(), reason, () -> quoteUncounted(order));
  }

  /** The first decision about an answer that nobody has asked for just now. */
  Ruling.Permit quoteUncounted(Order order) {
    return decisions.ask(
        Question.dryRun(order.bureau(), order.request(), order.inquiry(), order.categories()));
  }
}
