package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of the header {@code Idempotency-Key}. */
public final class IdempotencyKeys {
  private static final String HEADER = "Idempotency-Key";
  private static final String RULE = "8 to 128 visible ASCII characters";
  private static final Pattern FORM = Pattern.compile("[!-~]{8,128}");

  private IdempotencyKeys() {}

  /**
   * The key of a request.
   *
   * @throws BureauProblem if there is none, or one of another form
   */
  public static String require(@Nullable String key) {
    if (key == null || key.isBlank()) {
      throw BureauProblem.ofField(BureauProblemCode.IDEMPOTENCY_KEY_MISSING, HEADER, RULE);
    }
    if (!FORM.matcher(key).matches()) {
      throw BureauProblem.ofField(BureauProblemCode.IDEMPOTENCY_KEY_INVALID, HEADER, RULE);
    }
    return key;
  }
}
