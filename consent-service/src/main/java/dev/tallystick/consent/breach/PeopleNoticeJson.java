package dev.tallystick.consent.breach;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who was told of a breach, just now: named persons, or by an announcement this many. */
record PeopleNoticeJson(
    @NotNull @Pattern(regexp = "ANNOUNCEMENT|LETTER|MESSAGE|PORTAL") String channel,
    @Size(min = 1, max = 100) @Nullable List<@NotNull @Pattern(regexp = FieldForms.SUBJECT) String> subjects,
    @Min(1) @Max(9_007_199_254_740_991L) @Nullable Long count) {

  /** Shows no token. */
  @Override
  public String toString() {
    return "PeopleNoticeJson[" + channel + "]";
  }
}
