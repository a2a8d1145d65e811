package dev.tallystick.bureau.product;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import java.util.Optional;

/**
 * What was found under the id of a product.
 *
 * @param product its newest version; none if there is no such product
 * @param retired whether it is sold no longer
 */
public record FoundProduct(Optional<ReportProduct> product, boolean retired) {
  /**
   * The product, if it is sold.
   *
   * @throws BureauProblem if there is none, or it is retired
   */
  public ReportProduct requireSold() {
    ReportProduct found =
        product.orElseThrow(() -> new BureauProblem(BureauProblemCode.PRODUCT_UNKNOWN));
    if (retired) {
      throw new BureauProblem(BureauProblemCode.PRODUCT_RETIRED);
    }
    return found;
  }
}
