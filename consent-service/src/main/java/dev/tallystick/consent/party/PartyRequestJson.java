package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.json.JsonObject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A party to be registered. */
record PartyRequestJson(
    @NotNull @Pattern(regexp = FieldForms.PARTY) String party,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String role,
    @NotBlank @Size(max = 200) String legalName,
    @NotNull @Pattern(regexp = FieldForms.REF) String registrationNo,
    @NotNull @Pattern(regexp = FieldForms.COUNTRY) String country,
    @NotBlank @Size(max = 200) String contact,
    @Pattern(regexp = FieldForms.CODE) @Nullable String userClass) {

  JsonObject toData(String by) {
    return JsonObject.builder()
        .put("party", party)
        .put("role", role)
        .put("legalName", legalName)
        .put("registrationNo", registrationNo)
        .put("country", country)
        .put("contact", contact)
        .putIfPresent("userClass", Optional.ofNullable(userClass))
        .put("by", by)
        .build();
  }
}
