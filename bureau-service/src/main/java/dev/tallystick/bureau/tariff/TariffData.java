package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.tariff.TariffLine.Buyer;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A tariff as the {@code data} of {@code tariff.published} and back; a row holds the same text. */
final class TariffData {
  private static final String DAILY = "LOCAL_DAY";

  private TariffData() {}

  static JsonObject of(BureauTariff tariff) {
    TariffTerms terms = tariff.terms();
    return JsonObject.builder()
        .put("tariff", tariff.id().value())
        .put("version", tariff.version())
        .put("party", tariff.bureau().value())
        .put("currency", terms.currency())
        .put("effectiveFrom", Timestamps.format(terms.effectiveFrom().toEpochMilli()))
        .put("lines", JsonArray.of(terms.lines().stream().map(TariffData::of).toList()))
        .build();
  }

  private static JsonObject of(TariffLine line) {
    return JsonObject.builder()
        .put("line", line.name())
        .put("payer", line.product().isPresent() ? "RECIPIENT" : "SUBJECT")
        .putIfPresent("product", line.product().map(ProductId::value))
        .putIfPresent("service", line.service())
        .put("userClass", line.userClass())
        .put("amount", line.amount())
        .put("dedup", line.oncePerDay() ? DAILY : "NONE")
        .build();
  }

  static String text(BureauTariff tariff) {
    return CanonicalJson.text(of(tariff));
  }

  static BureauTariff parse(String text) {
    try {
      JsonObject data = (JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
      List<TariffLine> lines =
          data.getArray("lines").items().stream().map(item -> line((JsonObject) item)).toList();
      long from = Timestamps.parse(data.getString("effectiveFrom")).orElseThrow();
      return new BureauTariff(
          new TariffId(data.getString("tariff")),
          data.getInteger("version"),
          new BureauId(data.getString("party")),
          new TariffTerms(data.getString("currency"), Instant.ofEpochMilli(from), lines));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of a tariff holds no tariff", e);
    }
  }

  private static TariffLine line(JsonObject line) {
    Buyer buyer =
        line.findString("product")
            .<Buyer>map(product -> new Buyer.Recipient(new ProductId(product)))
            .orElseGet(() -> new Buyer.Subject(line.getString("service")));
    return new TariffLine(
        line.getString("line"),
        buyer,
        line.getString("userClass"),
        line.getInteger("amount"),
        line.getString("dedup").equals(DAILY));
  }
}
