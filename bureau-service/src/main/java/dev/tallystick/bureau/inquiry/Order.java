package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.product.ReportProduct;
import dev.tallystick.bureau.product.ReportProduct.Output;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.party.InquiryRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An inquiry that is being worked on.
 *
 * @param request the lender's statement as it was signed
 */
record Order(BureauId bureau, ReportProduct product, String request, InquiryRequest inquiry) {
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

  /**
   * Refuses if what the product needs is not there or may not be used.
   *
   * @param usable the categories that a decision permits
   */
  void requireEnough(List<String> usable, Sourced sourced) {
    Set<String> missing = new TreeSet<>(product.terms().scope().required());
    missing.removeIf(
        category -> usable.contains(category) && sourced.categories().contains(category));
    if (!missing.isEmpty() || sourced.sources().isEmpty()) {
      throw insufficient(missing, sourced);
    }
    for (String category : product.terms().scope().required()) {
      if (product.gives(Output.SCORE) && sourced.isHeldBack(category)) {
        throw new BureauProblem(BureauProblemCode.SOURCE_CONFLICT);
      }
    }
  }

  private static BureauProblem insufficient(Set<String> missing, Sourced sourced) {
    Map<String, String> members = new HashMap<>();
    if (!missing.isEmpty()) {
      members.put("missing", CanonicalJson.text(JsonArray.ofStrings(List.copyOf(missing))));
    }
    if (!sourced.omitted().isEmpty()) {
      members.put(
          "omitted",
          CanonicalJson.text(
              OmissionJson.array(sourced.omitted().stream().map(OmissionJson::of).toList())));
    }
    return BureauProblem.withMembers(BureauProblemCode.INSUFFICIENT_SOURCES, members);
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "Order[" + inquiry.inquiry() + "]";
  }
}
