package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationSet;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A duty with a date. */
record ObligationRequestJson(
    @NotBlank @Size(max = 200) String title,
    @Pattern(regexp = FieldForms.CODE) @Nullable String rule,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> parties,
    @NotNull LocalDate dueOn) {

  ObligationSet toData(String id, String by) {
    return ObligationSet.builder()
        .obligation(new ObligationId(id))
        .title(title)
        .rule(Optional.ofNullable(rule))
        .parties(new TreeSet<>(parties))
        .dueOn(dueOn)
        .by(by)
        .build();
  }
}
