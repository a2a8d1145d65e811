package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.SalePermit;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** What an inquiry would cost now, and what it would be made of. */
@RegisterForReflection
record QuoteJson(JsonObject fee, List<String> categories, Optional<List<OmissionJson>> omitted) {
  static QuoteJson of(SalePermit permit) {
    return new QuoteJson(
        permit.fee().toJson(),
        permit.categories(),
        OmissionJson.member(permit.omitted().stream().map(OmissionJson::of).toList()));
  }
}
