package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Products on the wire. */
final class ProductJson {
  private static final String CODE = "[A-Z][A-Z0-9._-]{0,63}";
  private static final String ID =
      "prd_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private ProductJson() {}

  /** What a bureau asks to be registered. */
  record RequestJson(
      @Pattern(regexp = ID) @Nullable String product,
      @NotNull @Size(min = 1, max = 120) @Pattern(regexp = "[^\\p{Cntrl}]*") String name,
      @NotNull ProductKind kind,
      @NotNull Boolean creditReporting,
      @NotNull @Size(min = 1, max = 64) Set<@NotNull @Pattern(regexp = CODE) String> purposes,
      @NotNull @Size(min = 1, max = 64) Set<@NotNull @Pattern(regexp = CODE) String> inputCategories,
      @Size(max = 64) @Nullable Set<@NotNull @Pattern(regexp = CODE) String> requiredCategories,
      @NotNull @Size(min = 1, max = 64) Set<@NotNull @Pattern(regexp = CODE) String> outputs,
      @Size(max = 128) @Nullable Set<@NotNull @Size(min = 1, max = 80) String> factors,
      @Valid @Nullable ModelRefJson model) {

    Optional<ProductId> existing() {
      return Optional.ofNullable(product).map(ProductId::new);
    }

    ProductDraft toDraft() {
      return new ProductDraft(
          name,
          kind,
          creditReporting,
          ProductScope.of(purposes, inputCategories, orNone(requiredCategories), outputs),
          orNone(factors),
          Optional.ofNullable(model).map(ref -> new ModelId(ref.name(), ref.version())));
    }

    private static Set<String> orNone(@Nullable Set<String> values) {
      return values == null ? Set.of() : values;
    }
  }

  /** A model that this service ships, or that is active with the bureau. */
  record ModelRefJson(
      @NotNull @Size(min = 1, max = 64) String name,
      @NotNull @Size(min = 1, max = 64) String version) {}

  /** Why a product is retired. */
  record RetirementJson(
      @Size(min = 1, max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*") @Nullable String reason) {}

  /** Where the log has it. */
  record LoggedJson(String product, String eventId, long index) {}

  /** A product as it is sold. */
  record ShownJson(
      String product,
      long version,
      String bureau,
      String name,
      ProductKind kind,
      boolean creditReporting,
      List<String> purposes,
      List<String> inputCategories,
      List<String> requiredCategories,
      List<String> outputs,
      List<String> factors,
      @Nullable String model,
      @Nullable String manifest,
      @Nullable String modelOwner,
      boolean retired,
      String eventId,
      long index) {
    static ShownJson of(ProductRepository.Offer offer) {
      ReportProduct product = offer.product();
      ProductTerms terms = product.terms();
      return new ShownJson(
          product.id().value(),
          product.version(),
          product.bureau().value(),
          terms.name(),
          terms.kind(),
          terms.creditReporting(),
          List.copyOf(terms.scope().purposes()),
          List.copyOf(terms.scope().inputs()),
          List.copyOf(terms.scope().required()),
          List.copyOf(terms.scope().outputs()),
          List.copyOf(terms.factors()),
          terms.model().map(model -> model.id().toString()).orElse(null),
          terms.model().map(model -> model.manifest().hex()).orElse(null),
          terms.model().flatMap(Model::owner).orElse(null),
          offer.retired(),
          offer.eventId(),
          offer.index());
    }
  }

  /** The products of a bureau. */
  record AllJson(String bureau, List<ShownJson> products) {}
}
