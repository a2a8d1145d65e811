package dev.tallystick.consent.party;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
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

  JsonObject toData(String licence, String party) {
    return JsonObject.builder()
        .put("licence", licence)
        .put("party", party)
        .put("licenceNo", licenceNo)
        .put("issuer", issuer)
        .put("scope", JsonArray.ofStrings(List.copyOf(new TreeSet<>(scope))))
        .put("validFrom", Timestamps.format(validFrom.toEpochMilli()))
        .put("validTo", Timestamps.format(validTo.toEpochMilli()))
        .build();
  }
}
