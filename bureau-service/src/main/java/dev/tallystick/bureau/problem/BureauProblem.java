package dev.tallystick.bureau.problem;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal of this service. */
public final class BureauProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> extensions;

  /** A refusal of which there is no more to say than its code does. */
  public BureauProblem(BureauProblemCode code) {
    this(code.document(), code.retryAfter().orElse(null), Map.of());
  }

  private BureauProblem(
      ProblemDocument document, @Nullable Duration retryAfter, Map<String, String> extensions) {
    super(document, retryAfter);
    this.extensions = Map.copyOf(extensions);
  }

  /** A refusal of a field of the request, by a technical rule that it breaks. */
  public static BureauProblem ofField(
      BureauProblemCode code, @Nullable String field, @Nullable String rule) {
    return new BureauProblem(
        code.document().withField(field, rule), code.retryAfter().orElse(null), Map.of());
  }

  /** A refusal that says something else about this occurrence. */
  public static BureauProblem ofDetail(BureauProblemCode code, String detail) {
    return new BureauProblem(
        code.document().withDetail(detail), code.retryAfter().orElse(null), Map.of());
  }

  /** A refusal with members of its own, each as JSON text. */
  public static BureauProblem withMembers(BureauProblemCode code, Map<String, String> members) {
    return new BureauProblem(code.document(), code.retryAfter().orElse(null), members);
  }

  /** A refusal as another service, the log or this service itself has given it before. */
  public static BureauProblem relayed(ProblemDocument document, Map<String, String> members) {
    return new BureauProblem(document, null, members);
  }

  /** The same, for now only: the caller may try again after a while. */
  public static BureauProblem relayed(
      ProblemDocument document, Optional<Duration> retryAfter, Map<String, String> members) {
    return new BureauProblem(document, retryAfter.orElse(null), members);
  }

  /** A refusal for now. */
  public static BureauProblem forNow(BureauProblemCode code, Duration retryAfter) {
    return new BureauProblem(code.document(), retryAfter, Map.of());
  }

  @Override
  public Map<String, String> extensions() {
    return extensions;
  }
}
