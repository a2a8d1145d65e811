package dev.tallystick.vault.complaint;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A written answer; the authority's names an outcome. */
record ComplaintAnswerJson(
    @Pattern(regexp = "PARTLY_UPHELD|REJECTED|UPHELD") @Nullable String outcome,
    @NotBlank @Size(max = 4000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String answer,
    @Nullable Instant answeredAt) {

  /**
   * The answer of a party.
   *
   * @throws VaultProblem if an authority names no outcome, or somebody else one
   */
  AnswerComplaint.Answer toAnswer(String by, boolean isAuthority) {
    if (isAuthority == (outcome == null)) {
      throw VaultProblem.ofField(
          VaultProblemCode.COMPLAINT_ANSWER_INVALID, "outcome", "by-the-authority");
    }
    return new AnswerComplaint.Answer(
        by, Optional.ofNullable(outcome).map(Complaint.Outcome::valueOf), answer);
  }

  @Override
  public String toString() {
    return "ComplaintAnswerJson[redacted]";
  }
}
