package dev.tallystick.audit.honey;

import dev.tallystick.events.SubjectForm;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person to be marked.
 *
 * @param ref what the authority calls the person in its own papers
 * @param plantUntil until when entries about the person are the authority's own doing
 */
@RegisterForReflection
record HoneyMarkJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") String ref,
    @Nullable Instant plantUntil) {

  /** Shows no token. */
  @Override
  public String toString() {
    return "HoneyMarkJson[redacted]";
  }
}
