package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.LicenceId;
import dev.tallystick.events.type.LicenceRecorded;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** A licence to be recorded. */
record LicenceRequestJson(
    @NotNull @Pattern(regexp = FieldForms.REF) String licenceNo,
    @NotBlank @Size(max = 200) String issuer,
    @NotEmpty @Size(max = 64) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> scope,
    @NotNull Instant validFrom,
    @NotNull Instant validTo) {

  LicenceRecorded toData(String licence, String party) {
    return LicenceRecorded.builder()
        .licence(new LicenceId(licence))
        .party(party)
        .licenceNo(licenceNo)
        .issuer(issuer)
        .scope(new TreeSet<>(scope))
        .validFrom(validFrom)
        .validTo(validTo)
        .build();
  }
}
