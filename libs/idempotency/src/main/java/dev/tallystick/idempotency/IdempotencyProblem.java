package dev.tallystick.idempotency;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request is refused for its {@code Idempotency-Key}. */
public abstract sealed class IdempotencyProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final String HEADER = "Idempotency-Key";

  private IdempotencyProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 422: there is no key. */
  public static final class KeyMissing extends IdempotencyProblem {
    private static final long serialVersionUID = 1L;

    KeyMissing() {
      super(
          ProblemDocument.of(
                  "IDEMPOTENCY_KEY_MISSING",
                  422,
                  "Idempotency-Key missing",
                  "The request needs an Idempotency-Key, drawn at random for it and kept for its retries.")
              .withField(HEADER, "required"),
          null);
    }
  }

  /** 422: the key does not have the form of one. */
  public static final class KeyInvalid extends IdempotencyProblem {
    private static final long serialVersionUID = 1L;

    KeyInvalid() {
      super(
          ProblemDocument.of(
                  "IDEMPOTENCY_KEY_INVALID",
                  422,
                  "Idempotency-Key refused",
                  "An Idempotency-Key is 8 to 128 visible ASCII characters.")
              .withField(HEADER, "8 to 128 visible ASCII characters"),
          null);
    }
  }

  /** 409: the key stands for another request. */
  public static final class KeyReused extends IdempotencyProblem {
    private static final long serialVersionUID = 1L;

    KeyReused() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_REUSED",
              409,
              "Idempotency-Key reused",
              "The Idempotency-Key was used with another body. Draw a new one."),
          null);
    }
  }

  /** 409: the first request with the key has no answer yet. */
  public static final class KeyInUse extends IdempotencyProblem {
    private static final long serialVersionUID = 1L;

    KeyInUse() {
      super(
          ProblemDocument.of(
              "IDEMPOTENCY_KEY_IN_USE",
              409,
              "Request under way",
              "The first request with this Idempotency-Key is still being answered. Try again later."),
          Duration.ofSeconds(1));
    }
  }
}
