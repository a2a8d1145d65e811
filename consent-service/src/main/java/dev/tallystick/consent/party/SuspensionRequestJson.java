package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a party is suspended, and until when. */
record SuspensionRequestJson(
    @NotBlank @Size(max = 500) String ground,
    @Pattern(regexp = FieldForms.REF) @Nullable String caseNo,
    @Nullable Instant until) {

  JsonObject toData(String party, String by) {
    return JsonObject.builder()
        .put("party", party)
        .put("ground", ground)
        .putIfPresent("caseNo", Optional.ofNullable(caseNo))
        .putIfPresent(
            "until", Optional.ofNullable(until).map(end -> Timestamps.format(end.toEpochMilli())))
        .put("by", by)
        .build();
  }
}
