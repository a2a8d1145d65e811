package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.ObligationId;
import dev.tallystick.events.type.ObligationSet;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
    @NotNull LocalDate dueOn,
    @Nullable Instant opensAt,
    @Pattern(regexp = "AGREEMENT|ASSESSMENT|LICENCE|PLAN") @Nullable String measure) {

  ObligationSet toData(String id, Instant opening, String by) {
    return ObligationSet.builder()
        .obligation(new ObligationId(id))
        .title(title)
        .rule(Optional.ofNullable(rule))
        .parties(new TreeSet<>(parties))
        .dueOn(dueOn)
        .opensAt(Optional.of(opening))
        .measure(Optional.ofNullable(measure).map(ObligationSet.Measure::of))
        .by(by)
        .build();
  }
}
