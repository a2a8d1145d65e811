package dev.tallystick.vault;

import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of a request whose answer is rebuilt from what was stored, since it may not be kept as it
 * is: salts and payloads do not belong in a table of answers.
 */
public record IdempotencyKey(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{8,128}");

  /**
   * The key of the header.
   *
   * @throws VaultProblem if there is none, or it has another form
   */
  public static IdempotencyKey of(@Nullable String header) {
    if (header == null) {
      throw new VaultProblem(VaultProblemCode.IDEMPOTENCY_KEY_MISSING);
    }
    if (!FORM.matcher(header).matches()) {
      throw new VaultProblem(VaultProblemCode.IDEMPOTENCY_KEY_INVALID);
    }
    return new IdempotencyKey(header);
  }
}
