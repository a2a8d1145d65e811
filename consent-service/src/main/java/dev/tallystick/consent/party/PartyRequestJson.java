package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.PartyRole;
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

  PartyRegistered toData(String by) {
    return PartyRegistered.builder()
        .party(party)
        .role(PartyRole.of(role))
        .legalName(legalName)
        .registrationNo(registrationNo)
        .country(country)
        .contact(contact)
        .userClass(Optional.ofNullable(userClass))
        .by(by)
        .build();
  }
}
