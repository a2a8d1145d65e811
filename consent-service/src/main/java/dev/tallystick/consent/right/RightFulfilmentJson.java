package dev.tallystick.consent.right;

import dev.tallystick.consent.FieldForms;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * That a right was granted and done.
 *
 * @param explanation of an explanation, what the party has signed ({@code explanation+jws})
 */
record RightFulfilmentJson(
    @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) @Nullable String explanation) {
  /** Shows no personal data. */
  @Override
  public String toString() {
    return "RightFulfilmentJson[redacted]";
  }
}
