package dev.tallystick.vault.identifier;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why identifiers are not resolved. */
abstract sealed class IdentifierProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private IdentifierProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** Not a number of its scheme. */
  static final class Invalid extends IdentifierProblem {
    private static final long serialVersionUID = 1L;

    Invalid(int index) {
      super(
          ProblemDocument.of(
                  "IDENTIFIER_INVALID",
                  422,
                  "Not an identifier",
                  "The scheme is unknown, the value is no number of it, or a customer number names"
                      + " no platform.")
              .withField("identifiers[" + index + "]", "scheme"),
          null);
    }
  }

  /** The party has had as many resolved as it may for now. */
  static final class RateExceeded extends IdentifierProblem {
    private static final long serialVersionUID = 1L;

    RateExceeded(Duration wait) {
      super(
          ProblemDocument.of(
              "RESOLVE_RATE_EXCEEDED",
              429,
              "Too many identifiers",
              "The party has had as many identifiers resolved as it may in a minute."),
          wait);
    }
  }
}
