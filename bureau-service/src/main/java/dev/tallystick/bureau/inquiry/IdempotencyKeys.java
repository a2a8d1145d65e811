package dev.tallystick.bureau.inquiry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of the header {@code Idempotency-Key}. */
final class IdempotencyKeys {
  private static final Pattern FORM = Pattern.compile("[!-~]{8,128}");

  private IdempotencyKeys() {}

  static String require(@Nullable String key) {
    if (key == null || key.isBlank()) {
      throw InquiryProblem.KeyInvalid.missing();
    }
    if (!FORM.matcher(key).matches()) {
      throw InquiryProblem.KeyInvalid.malformed();
    }
    return key;
  }
}
