package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.ModelRef;
import dev.tallystick.events.type.ProductRegistered;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;

/** A product as the data of {@code product.registered} and back; a row holds the same as text. */
final class ProductData {
  private ProductData() {}

  static ProductRegistered of(ReportProduct product) {
    ProductTerms terms = product.terms();
    return ProductRegistered.builder()
        .product(new dev.tallystick.events.type.ProductId(product.id().value()))
        .version(product.version())
        .party(product.bureau().value())
        .name(terms.name())
        .kind(ProductRegistered.Kind.of(terms.kind().name()))
        .creditReporting(terms.creditReporting())
        .purposes(terms.scope().purposes())
        .inputCategories(terms.scope().inputs())
        .requiredCategories(terms.scope().required())
        .outputs(terms.scope().outputs())
        .factors(terms.factors())
        .model(terms.model().map(ProductData::model))
        .modelOwner(terms.model().flatMap(Model::owner))
        .build();
  }

  static String text(ReportProduct product) {
    return CanonicalJson.text(of(product).toJson());
  }

  static ReportProduct parse(String text) {
    try {
      ProductRegistered data =
          ProductRegistered.read(
              (JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)));
      return new ReportProduct(
          new BureauId(data.party()),
          new ProductId(data.product().value()),
          data.version(),
          terms(data));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of a product holds no product", e);
    }
  }

  private static ProductTerms terms(ProductRegistered data) {
    return new ProductTerms(
        data.name(),
        ProductKind.valueOf(data.kind().wire()),
        data.creditReporting(),
        new ProductScope(
            new TreeSet<>(data.purposes()),
            new TreeSet<>(data.inputCategories()),
            new TreeSet<>(data.requiredCategories()),
            new TreeSet<>(data.outputs())),
        new TreeSet<>(data.factors()),
        data.model().map(model -> model(model, data.modelOwner())));
  }

  private static ModelRef model(Model model) {
    return new ModelRef(model.id().name(), model.id().version(), model.manifest());
  }

  private static Model model(ModelRef model, Optional<String> owner) {
    return new Model(new ModelId(model.name(), model.version()), model.manifest(), owner);
  }
}
