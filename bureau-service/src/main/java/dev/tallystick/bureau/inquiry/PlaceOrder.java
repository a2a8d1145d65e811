package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.Question;
import dev.tallystick.bureau.decision.SaleDecisions;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.party.InquiryRequest;
import jakarta.inject.Singleton;

/** Finds the product that an inquiry is about, and what it would cost. */
@Singleton
final class PlaceOrder {
  private final Products products;
  private final SaleDecisions decisions;

  PlaceOrder(Products products, SaleDecisions decisions) {
    this.products = products;
    this.decisions = decisions;
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

  /** The first decision, before any record is asked for; nothing comes of it. */
  Ruling.Permit quote(Order order) {
    return decisions.ask(
        Question.dryRun(order.bureau(), order.request(), order.inquiry(), order.categories()));
  }
}
