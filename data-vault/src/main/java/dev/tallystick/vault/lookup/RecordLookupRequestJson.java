package dev.tallystick.vault.lookup;

import dev.tallystick.events.SubjectForm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which of its own records a party looks for. */
@Schema(name = "RecordLookupRequest")
record RecordLookupRequestJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") String category,
    @Schema(description = "One that the category's schema lists in `x-tallystick-indexed`.")
        @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,63}") String field,
    @Schema(description = "What it says, to the letter.") @NotNull @Size(min = 1, max = 200) String value,
    @Schema(description = "The `next` of the page before.") @Pattern(regexp = "rec_[0-9a-f-]{36}") @Nullable String after) {

  RecordLookups.Asked toAsked() {
    return new RecordLookups.Asked(subject, category, field, value);
  }

  String toAfter() {
    return after == null ? "" : after;
  }

  @Override
  public String toString() {
    return "RecordLookupRequestJson[redacted]";
  }
}
