package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import java.util.Optional;
import java.util.Set;

/**
 * What a bureau asks to be registered.
 *
 * @param factors what of the model it uses; none means all of it
 * @param model none means the model that this service ships, if what comes out is credit
 */
record ProductDraft(
    String name,
    ProductKind kind,
    boolean creditReporting,
    ProductScope scope,
    Set<String> factors,
    Optional<ModelId> model) {
  ProductDraft {
    factors = Set.copyOf(factors);
  }
}
