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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A duty with a date. */
@Schema(name = "ObligationRequest")
record ObligationRequestJson(
    @Schema(description = "As the scoreboard shows it.") @NotBlank @Size(max = 200) String title,
    @Schema(description = "The rule that it comes from.") @Pattern(regexp = FieldForms.CODE) @Nullable String rule,
    @Schema(description = "Who must; more than 256 take several obligations.")
        @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> parties,
    @Schema(description = "The last day.") @NotNull LocalDate dueOn) {

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
