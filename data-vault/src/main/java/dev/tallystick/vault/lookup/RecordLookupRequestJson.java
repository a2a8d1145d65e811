package dev.tallystick.vault.lookup;

import dev.tallystick.events.SubjectForm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which of its own records a party looks for. */
record RecordLookupRequestJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9._-]{0,63}") String category,
    @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,63}") String field,
    @NotNull @Size(min = 1, max = 200) String value,
    @Pattern(regexp = "rec_[0-9a-f-]{36}") @Nullable String after) {

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
