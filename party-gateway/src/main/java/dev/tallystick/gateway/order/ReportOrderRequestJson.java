package dev.tallystick.gateway.order;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.gateway.consent.PersonJson;
import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which report is ordered about whom, on what consent, for what, and until when. */
public record ReportOrderRequestJson(
    @Valid @Nullable PersonJson person,
    @Pattern(regexp = SubjectForm.REGEX) @Nullable String subject,
    @NotNull @Pattern(regexp = Forms.PARTY) String bureau,
    @NotNull @Pattern(regexp = "prd_" + Forms.UUID7) String product,
    @NotNull @Pattern(regexp = Forms.CODE) String purpose,
    @Pattern(
            regexp =
                "APPLICATION|CASE|CONTRACT|FIRM|GUARANTEE|INSTRUCTION|LEGAL_BASIS|LINE|LOAN|OBJECTION|SESSION")
        @Nullable String objectKind,
    @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") @Nullable String objectRef,
    @Size(max = 64) @Nullable List<@NotNull @Pattern(regexp = Forms.CODE) String> categories,
    @Pattern(regexp = "con_" + Forms.UUID7) @Nullable String consent,
    @Pattern(regexp = "ask_" + Forms.UUID7) @Nullable String consentAsk,
    @Pattern(regexp = Forms.PERIOD) @Nullable String retention,
    @Nullable Instant deadline) {
  @Override
  public String toString() {
    return "ReportOrderRequestJson[redacted]";
  }
}
