package dev.tallystick.audit.usage;

import dev.tallystick.audit.secrecy.SecrecyJson;
import dev.tallystick.events.SubjectForm;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whose list an auditor asks for, and which page of it.
 *
 * @param secrecy that the person is not told before a time, for examiners of an authority
 */
@RegisterForReflection
record SubjectUsageJson(
    @NotNull @Pattern(regexp = SubjectForm.REGEX) String subject,
    @Size(max = 4096) @Nullable String cursor,
    @Size(max = 4096) @Nullable String previous,
    @Nullable Integer limit,
    @Size(min = 1, max = 200) @Nullable String purpose,
    @Valid @Nullable SecrecyJson secrecy) {
  private static final int DEFAULT_LIMIT = 50;

  UsageRequest page() {
    return UsageRequest.of(cursor, previous, limit == null ? DEFAULT_LIMIT : limit);
  }

  String readPurpose() {
    return purpose == null ? "audit" : purpose;
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "SubjectUsageJson[redacted]";
  }
}
