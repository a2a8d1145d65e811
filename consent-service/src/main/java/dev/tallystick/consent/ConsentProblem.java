package dev.tallystick.consent;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** This service refuses something; {@link ConsentProblemCode} lists what. */
public class ConsentProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  /** The refusal that a code has made; call {@link ConsentProblemCode#problem()}. */
  protected ConsentProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }
}
