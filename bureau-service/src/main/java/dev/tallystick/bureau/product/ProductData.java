package dev.tallystick.bureau.product;

import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A product as the {@code data} of {@code product.registered} and back; a row holds the same text.
 */
final class ProductData {
  private ProductData() {}

  static JsonObject of(ReportProduct product) {
    ProductTerms terms = product.terms();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("product", product.id().value())
            .put("version", product.version())
            .put("party", product.bureau().value())
            .put("name", terms.name())
            .put("kind", terms.kind().name())
            .put("creditReporting", terms.creditReporting());
    put(data, "purposes", terms.scope().purposes());
    put(data, "inputCategories", terms.scope().inputs());
    put(data, "requiredCategories", terms.scope().required());
    put(data, "outputs", terms.scope().outputs());
    put(data, "factors", terms.factors());
    terms.model().ifPresent(model -> data.put("model", model(model)));
    return data.build();
  }

  static String text(ReportProduct product) {
    return CanonicalJson.text(of(product));
  }

  static ReportProduct parse(String text) {
    try {
      JsonObject data = (JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
      return new ReportProduct(
          new BureauId(data.getString("party")),
          new ProductId(data.getString("product")),
          data.getInteger("version"),
          terms(data));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of a product holds no product", e);
    }
  }

  private static ProductTerms terms(JsonObject data) {
    return new ProductTerms(
        data.getString("name"),
        ProductKind.valueOf(data.getString("kind")),
        data.getBoolean("creditReporting"),
        new ProductScope(
            set(data, "purposes"),
            set(data, "inputCategories"),
            set(data, "requiredCategories"),
            set(data, "outputs")),
        set(data, "factors"),
        data.findObject("model").map(ProductData::model));
  }

  private static JsonObject model(Model model) {
    return JsonObject.builder()
        .put("name", model.id().name())
        .put("version", model.id().version())
        .put("manifest", model.manifest().hex())
        .build();
  }

  private static Model model(JsonObject model) {
    return new Model(
        new ModelId(model.getString("name"), model.getString("version")),
        Hash.fromHex(model.getString("manifest")));
  }

  private static void put(JsonObject.Builder data, String name, Set<String> values) {
    if (!values.isEmpty()) {
      data.put(name, JsonArray.ofStrings(List.copyOf(values)));
    }
  }

  private static SortedSet<String> set(JsonObject data, String name) {
    SortedSet<String> set = new TreeSet<>();
    Optional<JsonArray> array = data.findArray(name);
    array.ifPresent(found -> found.items().forEach(item -> set.add(((JsonString) item).value())));
    return set;
  }
}
