package dev.tallystick.problem;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller can act on. Each service lists its codes in one enum.
 *
 * <p>Thrown where the refusal is decided and turned into a response by {@link ProblemMappers}; not
 * caught in between, not logged. It is no fault, so it carries neither a stack trace nor a cause.
 */
public abstract class DomainProblem extends RuntimeException {
  private final transient ProblemDocument document;
  private final transient @Nullable Duration retryAfter;

  /** A refusal with the required members only. */
  protected DomainProblem(String code, int status, String title, String detail) {
    this(ProblemDocument.of(code, status, title, detail));
  }

  /** A refusal with more members: a field, a rule, a log entry. */
  protected DomainProblem(ProblemDocument document) {
    this(document, null);
  }

  /** A refusal for now: the caller may try again after {@code retryAfter}. */
  protected DomainProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(
        document.code() + ": " + document.detail(),
        null,
        /* enableSuppression= */ false,
        /* writableStackTrace= */ false);
    this.document = document;
    this.retryAfter = retryAfter;
  }

  /** What the caller is told. */
  public final ProblemDocument document() {
    return document;
  }

  /**
   * Members of the wire form that only this refusal has, such as {@code missing}: by name, each
   * value as JSON text. None unless a refusal says otherwise; like the detail, they hold no
   * personal data.
   */
  public Map<String, String> extensions() {
    return Map.of();
  }

  /** The SCREAMING_SNAKE name of the refusal. */
  public final String code() {
    return document.code();
  }

  /** The HTTP status. */
  public final int status() {
    return document.status();
  }

  /** When the caller may try again; sent as {@code Retry-After} in whole seconds, at least one. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
