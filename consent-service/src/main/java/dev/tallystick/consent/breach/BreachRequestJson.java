package dev.tallystick.consent.breach;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.rules.BreachDraft;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A breach as it is told of. Whether the contents are there is for the rules to say. */
record BreachRequestJson(
    @Pattern(regexp = FieldForms.PARTY) @Nullable String party,
    @Size(max = 64) @Nullable List<@NotNull @Pattern(regexp = FieldForms.CODE) String> kinds,
    @Size(max = 1000) @Nullable String cause,
    @Size(max = 1000) @Nullable String harm,
    @Size(max = 1000) @Nullable String measures,
    @Size(max = 200) @Nullable String contact,
    @NotNull @Min(0) @Max(9_007_199_254_740_991L) Long count,
    @Nullable Instant detectedAt) {

  BreachDraft draft() {
    return new BreachDraft(
        kinds == null ? Set.of() : new TreeSet<>(kinds),
        Optional.ofNullable(cause),
        Optional.ofNullable(harm),
        Optional.ofNullable(measures),
        Optional.ofNullable(contact));
  }
}
