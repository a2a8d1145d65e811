package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** What an inquiry would cost now, and what it would be made of. */
@RegisterForReflection
record QuoteJson(JsonObject fee, List<String> categories, Optional<List<OmissionJson>> omitted) {
  static QuoteJson of(Ruling.Permit permit) {
    return new QuoteJson(
        permit.fee().orElseThrow().toJson(),
        permit.categories(),
        OmissionJson.member(permit.omitted().stream().map(OmissionJson::of).toList()));
  }
}
