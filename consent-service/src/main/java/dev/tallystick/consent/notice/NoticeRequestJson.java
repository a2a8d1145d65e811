package dev.tallystick.consent.notice;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text that a person is shown before a consent, and what it tells. */
record NoticeRequestJson(
    @NotNull @Pattern(regexp = FieldForms.CONSENT_KIND) String kind,
    @Pattern(regexp = FieldForms.PARTY) @Nullable String discloser,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String recipient,
    @Pattern(regexp = FieldForms.CODE) @Nullable String purpose,
    @Size(max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @Size(max = 200) @Nullable String method,
    @Pattern(regexp = FieldForms.PERIOD) @Nullable String retention,
    @Size(max = 200) @Nullable String contact,
    @Size(max = 500) @Nullable String rightsRoute,
    @Size(max = 200) @Nullable String recipientText,
    @NotNull @Pattern(regexp = FieldForms.LANGUAGE) String language,
    @NotBlank @Size(max = 20_000) String text,
    @NotNull Boolean highlighted) {

  ConsentNotice toNotice(String id, ConsentNotice.Owner owner) {
    return new ConsentNotice(
        id,
        owner,
        kind,
        Optional.ofNullable(discloser),
        recipient,
        new ConsentNotice.Told(
            Optional.ofNullable(purpose),
            categories == null ? List.of() : List.copyOf(new TreeSet<>(categories)),
            Optional.ofNullable(method),
            Optional.ofNullable(retention),
            Optional.ofNullable(contact),
            Optional.ofNullable(rightsRoute),
            Optional.ofNullable(recipientText)),
        language,
        text,
        highlighted);
  }
}
