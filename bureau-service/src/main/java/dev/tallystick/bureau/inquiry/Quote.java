package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.SalePermit;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.Omission;

/** What an inquiry would cost now, and what it would be made of. */
final class Quote {
  private Quote() {}

  static JsonObject of(SalePermit permit) {
    JsonObject.Builder quote =
        JsonObject.builder()
            .put("fee", permit.fee().toJson())
            .put("categories", JsonArray.ofStrings(permit.categories()));
    if (!permit.omitted().isEmpty()) {
      quote.put("omitted", JsonArray.of(permit.omitted().stream().map(Omission::toJson).toList()));
    }
    return quote.build();
  }
}
