package dev.tallystick.audit.honey;

import dev.tallystick.events.SubjectForm;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/**
 * Where a honey person turned up.
 *
 * @param party whom it was seen with, such as the sender of an offer
 */
@RegisterForReflection
record HoneySightingJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String party,
    @NotNull Instant seenAt) {

  /** Shows no token. */
  @Override
  public String toString() {
    return "HoneySightingJson[redacted]";
  }
}
