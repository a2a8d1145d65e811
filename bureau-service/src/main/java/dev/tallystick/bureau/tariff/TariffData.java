package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.tariff.TariffLine.Buyer;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.TariffLine.Dedup;
import dev.tallystick.events.type.TariffLine.Payer;
import dev.tallystick.events.type.TariffPublished;
import dev.tallystick.party.account.ShareSplit.Shares;
import java.nio.charset.StandardCharsets;

/** A tariff as the data of {@code tariff.published} and back; a row holds the same as text. */
final class TariffData {
  private TariffData() {}

  static TariffPublished of(BureauTariff tariff) {
    TariffTerms terms = tariff.terms();
    return TariffPublished.builder()
        .tariff(new dev.tallystick.events.type.TariffId(tariff.id().value()))
        .version(tariff.version())
        .party(tariff.bureau().value())
        .currency(terms.currency())
        .effectiveFrom(terms.effectiveFrom())
        .lines(terms.lines().stream().map(TariffData::of).toList())
        .build();
  }

  private static dev.tallystick.events.type.TariffLine of(TariffLine line) {
    dev.tallystick.events.type.TariffLine.Builder told =
        dev.tallystick.events.type.TariffLine.builder();
    if (line.shares().source() > 0) {
      told.sourceShare(line.shares().source());
    }
    if (line.shares().model() > 0) {
      told.modelShare(line.shares().model());
    }
    return told.line(line.name())
        .payer(line.product().isPresent() ? Payer.RECIPIENT : Payer.SUBJECT)
        .product(
            line.product().map(ProductId::value).map(dev.tallystick.events.type.ProductId::new))
        .service(line.service())
        .userClass(line.userClass())
        .amount(line.amount())
        .dedup(line.oncePerDay() ? Dedup.LOCAL_DAY : Dedup.NONE)
        .build();
  }

  static String text(BureauTariff tariff) {
    return CanonicalJson.text(of(tariff).toJson());
  }

  static BureauTariff parse(String text) {
    try {
      TariffPublished data =
          TariffPublished.read(
              (JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)));
      return new BureauTariff(
          new TariffId(data.tariff().value()),
          data.version(),
          new BureauId(data.party()),
          new TariffTerms(
              data.currency(),
              data.effectiveFrom(),
              data.lines().stream().map(TariffData::line).toList()));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of a tariff holds no tariff", e);
    }
  }

  private static TariffLine line(dev.tallystick.events.type.TariffLine line) {
    Buyer buyer =
        line.product()
            .<Buyer>map(
                product -> new Buyer.Recipient(new ProductId(product.value()), Shares.of(line)))
            .orElseGet(() -> new Buyer.Subject(line.service().orElseThrow()));
    return new TariffLine(
        line.line(), buyer, line.userClass(), line.amount(), line.dedup() == Dedup.LOCAL_DAY);
  }
}
