package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.PartySuspended;
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

  PartySuspended toData(String party, String by) {
    return PartySuspended.builder()
        .party(party)
        .ground(ground)
        .caseNo(Optional.ofNullable(caseNo))
        .until(Optional.ofNullable(until))
        .by(by)
        .build();
  }
}
