package dev.tallystick.consent.filing;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.AssessmentFiled;
import dev.tallystick.events.type.AssessmentId;
import dev.tallystick.events.type.PartyRole;
import dev.tallystick.tlog.Hash;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A party's assessment of what a hand-over between two roles may do to people. */
record AssessmentRequestJson(
    @Pattern(regexp = "asm_" + FieldForms.UUID7) @Nullable String assessment,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String fromRole,
    @NotNull @Pattern(regexp = FieldForms.ROLE) String toRole,
    @NotEmpty @Size(max = 256) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @NotEmpty @Size(max = 3) List<@NotNull @Pattern(regexp = "IMPACT|LAWFULNESS|MEASURES") String> contents,
    @NotNull @Pattern(regexp = FieldForms.HASH) String report,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @Pattern(regexp = "CERTIFICATION|SECURITY_ASSESSMENT|STANDARD_CONTRACT") @Nullable String mechanism,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef) {

  AssessmentFiled toData(String id, String party) {
    return AssessmentFiled.builder()
        .assessment(new AssessmentId(id))
        .party(party)
        .fromRole(PartyRole.of(fromRole))
        .toRole(PartyRole.of(toRole))
        .categories(new TreeSet<>(categories))
        .contents(new TreeSet<>(contents).stream().map(AssessmentFiled.Content::of).toList())
        .report(Hash.fromHex(report))
        .validFrom(validFrom)
        .validTo(validTo)
        .mechanism(Optional.ofNullable(mechanism).map(AssessmentFiled.Mechanism::of))
        .approvalRef(Optional.ofNullable(approvalRef))
        .build();
  }
}
