package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.SalePermit;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;

/** What an inquiry would cost now, and what it would be made of. */
final class Quote {
  private Quote() {}

  static JsonObject of(SalePermit permit) {
    JsonObject.Builder quote =
        JsonObject.builder()
            .put("fee", permit.fee())
            .put("categories", JsonArray.ofStrings(permit.categories()));
    if (!permit.omitted().isEmpty()) {
      quote.put("omitted", JsonArray.of(permit.omitted()));
    }
    return quote.build();
  }
}
