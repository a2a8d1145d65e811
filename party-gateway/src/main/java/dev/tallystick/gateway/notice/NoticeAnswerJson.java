package dev.tallystick.gateway.notice;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done about a notice.
 *
 * @param answer of a complaint it is left out
 * @param text why, or what the person reads
 * @param route where the person can complain, of a right that is refused
 * @param corrections the entries of corrections, of an objection that was right
 */
public record NoticeAnswerJson(
    @Pattern(regexp = "CORRECTED|DONE|FULFILLED|NOT_HELD|REFUSED|REJECTED|UNVERIFIABLE") @Nullable String answer,
    @Size(min = 1, max = 1_000) @Nullable String text,
    @Size(min = 1, max = 500) @Nullable String route,
    @Size(min = 1, max = 100) @Nullable List<@NotNull @Pattern(regexp = Forms.UUID7) String> corrections) {
  @Override
  public String toString() {
    return "NoticeAnswerJson[redacted]";
  }
}
