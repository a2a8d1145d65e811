package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.product.Product;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.party.InquiryRequest;
import java.util.List;

/**
 * An inquiry that is being worked on.
 *
 * @param request the lender's statement as it was signed
 */
record Order(BureauId bureau, Product product, String request, InquiryRequest inquiry) {
  /** Who gets the report. */
  String lender() {
    return inquiry.claims().issuer();
  }

  /** What is asked for: what the lender names, or all that the product is made of. */
  List<String> categories() {
    return inquiry.categories().isEmpty()
        ? List.copyOf(product.terms().scope().inputs())
        : inquiry.categories();
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "Order[" + inquiry.inquiry() + "]";
  }
}
