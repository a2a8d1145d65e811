package dev.tallystick.bureau.product;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What a bureau says of a product.
 *
 * @param factors what the model looks at, by name
 */
public record ProductTerms(
    String name,
    ProductKind kind,
    boolean creditReporting,
    ProductScope scope,
    SortedSet<String> factors,
    Optional<Model> model) {
  /** Keeps its own copy of the factors. */
  public ProductTerms {
    factors = ProductScope.copy(factors);
  }
}
