package dev.tallystick.vault;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
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
   * @throws DomainProblem if there is none, or it has another form
   */
  public static IdempotencyKey of(@Nullable String header) {
    if (header == null) {
      throw new Refused(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_MISSING",
              422,
              "Idempotency-Key missing",
              "The request needs the header Idempotency-Key."));
    }
    if (!FORM.matcher(header).matches()) {
      throw new Refused(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_INVALID",
              422,
              "Idempotency-Key invalid",
              "The header Idempotency-Key holds 8 to 128 visible ASCII characters."));
    }
    return new IdempotencyKey(header);
  }

  private static final class Refused extends DomainProblem {
    private static final long serialVersionUID = 1L;

    Refused(ProblemDocument document) {
      super(document);
    }
  }
}
