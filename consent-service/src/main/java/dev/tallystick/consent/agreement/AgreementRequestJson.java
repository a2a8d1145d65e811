package dev.tallystick.consent.agreement;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.rules.AgreementDraft;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An agreement between a provider and a receiver, signed by both. */
record AgreementRequestJson(
    @NotNull @Pattern(regexp = "agr_" + FieldForms.UUID7) String agreement,
    @NotNull @Pattern(regexp = "EXIT|PROCESSING|SUPPLY|USE") String kind,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String provider,
    @NotNull @Pattern(regexp = FieldForms.PARTY) String receiver,
    @NotEmpty @Size(max = 64) List<@NotNull @Pattern(regexp = FieldForms.CODE) String> clauses,
    @NotNull @Pattern(regexp = FieldForms.HASH) String textHash,
    @NotNull Instant validFrom,
    @NotNull Instant validTo,
    @Nullable LocalDate reviewedOn,
    @Pattern(regexp = FieldForms.REF) @Nullable String instruction,
    @Nullable Boolean subprocessing,
    @Pattern(regexp = FieldForms.REF) @Nullable String filingNo,
    @Pattern(regexp = FieldForms.REF) @Nullable String approvalRef,
    @NotEmpty @Size(max = 2) List<@NotNull @Valid SignatureJson> signatures) {

  /** A party's agreement+jws. */
  record SignatureJson(
      @NotNull @Pattern(regexp = FieldForms.PARTY) String party,
      @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String jws) {}

  /** An approval counts only from whom it is given by. */
  NewAgreement toAgreement(boolean byRegulator) {
    SortedMap<String, String> signed = new TreeMap<>();
    signatures.forEach(signature -> signed.put(signature.party(), signature.jws()));
    return new NewAgreement(
        new AgreementDraft(
            agreement,
            kind,
            provider,
            receiver,
            new TreeSet<>(clauses),
            validFrom,
            validTo,
            byRegulator ? Optional.ofNullable(approvalRef) : Optional.empty(),
            processing()),
        textHash,
        Optional.ofNullable(reviewedOn),
        Optional.ofNullable(filingNo),
        signed);
  }

  /** Whoever says nothing of passing the work on has not allowed it. */
  private Optional<AgreementDraft.Processing> processing() {
    if (kind.equals("PROCESSING") != (instruction != null)) {
      throw LogProblemCode.FIELD_INVALID.problem("instruction", "when-processing");
    }
    return Optional.ofNullable(instruction)
        .map(ref -> new AgreementDraft.Processing(ref, Boolean.TRUE.equals(subprocessing)));
  }
}
