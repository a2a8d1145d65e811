package dev.tallystick.vault.deposit;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** An Idempotency-Key of an import that was used before, and not for a finished equal one. */
final class RetriedKeyProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private RetriedKeyProblem(ProblemDocument document) {
    super(document);
  }

  static RetriedKeyProblem inUse() {
    return new RetriedKeyProblem(
        ProblemDocument.of(
            "IDEMPOTENCY_KEY_IN_USE",
            409,
            "Request under way",
            "A request with this Idempotency-Key is being worked on. Try again later."));
  }

  static RetriedKeyProblem reused() {
    return new RetriedKeyProblem(
        ProblemDocument.of(
            "IDEMPOTENCY_KEY_REUSED",
            409,
            "Idempotency-Key reused",
            "The Idempotency-Key was used for another request. Draw a new one."));
  }
}
