package dev.tallystick.rules;

import dev.tallystick.rules.pack.Check;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.state.Product;
import java.util.Optional;

/** What is asked about the product. */
final class ProductChecks {
  private ProductChecks() {}

  /** A product that was named has to be one of the sides', still sold, and for this purpose. */
  static Optional<PackRule> product(Evaluation e, PackRule rule) {
    if (e.request().what().product().isEmpty()) {
      return Optional.empty();
    }
    Optional<Product> product = e.product();
    product.ifPresent(p -> e.evidence().party(p.party()));
    boolean sold = product.filter(p -> !p.retired() && p.party().equals(seller(e))).isPresent();
    if (!sold) {
      return Optional.of(rule);
    }
    boolean meant =
        e.request()
            .finalPurpose()
            .filter(purpose -> product.get().purposes().contains(purpose))
            .isPresent();
    return meant ? Optional.empty() : Optional.of(e.ruleOf(Check.PURPOSE, rule));
  }

  private static String seller(Evaluation e) {
    return e.request().step() == Step.RELEASE_2 ? e.from() : e.to().orElse("");
  }

  static Optional<PackRule> minimum(Evaluation e, PackRule rule) {
    if (e.request().what().product().isEmpty()) {
      return Optional.empty();
    }
    boolean within =
        !e.wanted().isEmpty()
            && e.product()
                .filter(product -> e.wanted().stream().allMatch(c -> isOf(e, product, c)))
                .isPresent();
    return within ? Optional.empty() : Optional.of(rule);
  }

  private static boolean isOf(Evaluation e, Product product, String category) {
    return product.inputCategories().contains(category)
        || (e.request().step() == Step.RELEASE_2 && product.outputs().contains(category));
  }
}
